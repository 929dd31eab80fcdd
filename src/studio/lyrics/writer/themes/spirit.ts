import type { ThemeMaterial } from '../material.js'

/** Hope, rebellion, faith, hustle, machines. */
export const SPIRIT_THEMES: readonly ThemeMaterial[] = [
  {
    id: 'hope',
    keywords:
      'hope hopeful overcome strong strength rise courage believe motivation inspiring inspirational uplifting tomorrow new beginning healing survive brave light future change never give up anthem peace',
    brightness: 0.8,
    choruses: [
      {
        title: 'Still Standing Here',
        lines: [
          "I'm still standing here with the wind in my face,",
          'With mud on my knees and a heart in its place,',
          'You can bring me the {thunder|winter|darkness}, the flood and the year,',
          "When the dust settles down, I'll be still standing here",
        ],
      },
      {
        title: 'After the Dark',
        lines: [
          'After the dark there is always a spark,',
          "There's a bird in the hedge at the edge of the park,",
          'You may think you are nothing, you may think it is stark,',
          'But hold on, hold on, there is light after the dark',
        ],
      },
      {
        title: 'We Will Rise',
        lines: [
          'We will rise, we will rise, like the bread, like the sea,',
          'Like the {grass|sap|song} in the {concrete|winter|orchard}, the sap in the tree,',
          'They can lock every window and swallow the key,',
          'We will rise, we will rise, like the bread, like the sea',
        ],
      },
    ],
    couplets: [
      "I've been to the bottom, I know every stone / I learned that the bottom is built like a throne",
      "There's a crack in the {concrete|ceiling|teacup}, a seed in the crack / It never asked anyone's leave to come back",
      "I counted my scars and they came to a song / It isn't a pretty one, but it is long",
      'My mother said courage is mostly just feet / One after the other along the same street',
      'The candle is little, the candle is brave / It talks to the dark like a man to a wave',
      "You don't need a reason to open your hand / You don't need a compass to say where you stand",
      "The morning is coming, it's lacing its shoes / It's whistling and it never did listen to news",
      'I fell like a piano, I broke like a plate / I learned to make music of pieces and weight',
      "There's room on this ladder for anyone scared / Come up as you are, you don't have to be prepared",
    ],
    quatrains: [
      'When the {river|winter|fever} had taken the most of the house / And the neighbours had come with a light / Someone found the old fiddle still dry on its hook / And we played it all through the night',
      'You can say that the odds are a hundred to one / I have never been good with a sum / But I know how a drop can go through any stone / If you only allow it to come',
    ],
  },
  {
    id: 'rebellion',
    keywords:
      'rebel rebellion revolution fight angry anger rage war protest freedom break chains punk riot system power resist fire battle warrior metal loud burn destroy enemy storm outlaw villain revenge dark',
    brightness: -0.4,
    choruses: [
      {
        title: 'Not Today',
        lines: [
          'Not today, not today, not for money or king,',
          "I won't bow my head and I won't kiss the ring,",
          'You can call up your {lawyers|armies|hounds} and whatever they bring,',
          'Not today, not today, not for money or king',
        ],
      },
      {
        title: 'Tear It Down',
        lines: [
          'Tear it down, tear it down, every wall in this town,',
          'Tear off the velvet and throw them the crown,',
          "We've been holding our breath till we started to drown,",
          'Now stand up and shout it and tear it down',
        ],
      },
      {
        title: 'Louder',
        lines: [
          'Louder, louder, make the windows shake,',
          'Louder, louder, till the {liars|statues|sleepers} awake,',
          "They took what they wanted, there's no more to take,",
          'So louder, louder, make the windows shake',
        ],
      },
    ],
    couplets: [
      'You taught us to whisper, you taught us to wait / You taught us to thank you for crumbs on a plate',
      'The {statues|portraits|headlines} are lying with pigeons for hats / The palace is polished, the cellar has rats',
      'You built us a ladder and cut every rung / You gave us a language and took back the tongue',
      "I'm done with the counting, I'm done with the queue / I'm done with the pictures of sunshine from you",
      "There's chalk on the pavement and fire in the drum / You asked where we are, so look out, here we come",
      'My boots have got holes and my voice has got none / I sing with the many, I march with the one',
      "The cameras are blinking, the sirens are near / You've got all the weapons, we've got no more fear",
      'You painted us monsters, you painted us small / We borrowed the paint and we painted your wall',
      'My teeth are a picket, my heart is a stone > And nobody here will be throwing alone',
    ],
    quatrains: [
      "There's a {hammer|drummer|fever} that lives on the back of my tongue / There's a wire running hot through my chest / You can have every word that I learned at your desk / You will not get a word of the rest",
      'So I handed my badge to the man at the gate / And I kicked the thing open and ran / There were hundreds already out there in the street / And they all had the very same plan',
    ],
  },
  {
    id: 'faith',
    keywords:
      'faith god lord pray prayer gospel heaven angel angels soul church holy spirit grace praise worship bless blessing jesus hallelujah salvation bible miracle redemption amen',
    brightness: 0.6,
    choruses: [
      {
        title: 'Lift Me Up',
        lines: [
          'Lift me up, lift me up, I am heavy and low,',
          'Lift me up like the {morning|river|mountain} that lifts off the snow,',
          'I have carried it far and I want to let go,',
          'So lift me up, lift me up, I am heavy and low',
        ],
      },
      {
        title: 'Hallelujah on the Hill',
        lines: [
          "There's a hallelujah waiting on the hill,",
          'When the {valley|shouting|traffic} has gone dark and the world has gone still,',
          "I don't know if I'm ready, but I know that I will,",
          'Sing my hallelujah on the top of the hill',
        ],
      },
      {
        title: 'Grace Came In',
        lines: [
          'Grace came in by the kitchen door,',
          'She saw all the pieces all over the floor,',
          'She tied up her apron and asked for no more,',
          'Oh, grace came in by the kitchen door',
        ],
      },
    ],
    couplets: [
      'I prayed like a gambler, I prayed for a sign / You sent me a widow with bread and with wine',
      'The {windows|candles|children} are burning in ruby and blue / The light has been travelling, and so have I too',
      'I came with my pockets all empty and torn / You asked me no questions, you kept me from scorn',
      "My grandmother's hands had a book in their fold / It opened at mercy, it never grew old",
      'The river is waiting, the water is wide / I leave all my armour this side of the tide',
      "The choir is rising, the floorboards are too / There's thunder in Sunday, there's honey and dew",
      'I doubted on Monday, I stumbled by ten / You picked up the day and you gave it again',
      "There's room at the table, there's room on the bench / For {beggar|sinner|farmer} and banker, for jewel and wrench",
    ],
    quatrains: [
      'I have knocked at the houses of silver and fame / I have slept on the steps of the proud / But the door that came open was narrow and low / And it opened to nobody loud',
      'When my voice is a {thread|match|leaf} in the teeth of the wind / And my lamp is a spoonful of oil / Let me sing like the sower who walks in the dark / With his whole life thrown down on the soil',
    ],
  },
  {
    id: 'hustle',
    keywords:
      'money hustle rap hip hop trap street fame success grind rich king queen boss flex flow rhyme microphone mic block gold crown ambition swagger cash hater game gangster',
    brightness: 0.3,
    choruses: [
      {
        title: 'From the Bottom Shelf',
        lines: [
          'I came up off the bottom shelf,',
          'Nobody gave it, I built it myself,',
          'You can whisper my name or go talk to yourself,',
          "I'm good, I'm good, from the bottom shelf",
        ],
      },
      {
        title: 'Never Clock Out',
        lines: [
          'I never clock out, I never clock out,',
          'They whisper my name and I turn it to a shout,',
          "You can talk about talent, I know what I'm about,",
          'The city is sleeping but I never clock out',
        ],
      },
      {
        title: 'Crown on Crooked',
        lines: [
          'I wear my crown on crooked, I wear it to the side,',
          'I earned every scratch of it, every stitch of pride,',
          "You can't take the ladder from a kid who learned to glide,",
          "So bow or don't, I wear my crown on crooked and wide",
        ],
      },
    ],
    couplets: [
      'Up before the {pigeons|buses|bakers} with a pen and a plan / Writing down the blueprint of a self-made man',
      'Mama worked a double so the lights would stay lit / Now I write a double every time that I sit',
      'Used to count pennies on the laundromat floor / Now I count blessings and I still count more',
      'They laughed at my {sneakers|accent|jacket}, they laughed at my dream / Now they want a ticket and a seat on the team',
      "I got rhymes in my pocket like a janitor's keys / Every door they said was locked, I open with ease",
      'Teacher told me settle, told me learn to sit still / I was building up a mountain, she was looking at a hill',
      "I don't need the {watch|chain|car} to tell you what time it is / I'm the punchline, the headline, the end of the quiz",
      'Seven on the corner and the corner got cold / Two of us got out of it and none of us got old',
      "Check the bassline, check the crowd, check the pulse in my wrist / Every name upon my wall is off somebody's list",
      "Cold rice, hot bars, one fan and a mic / I was riding on a record when I couldn't ride a bike",
    ],
    quatrains: [
      'There were rats in the hallway and rain in the hall / There was always a siren to hear / So I learned how to sleep with a beat in my head / And I woke with a verse in my ear',
      "I was nobody's prophet and nobody's fool / I was {third|eighth|last} on the list at the door / Now the doorman is asking to carry my coat / And he never looked at me before",
    ],
  },
  {
    id: 'machine',
    keywords:
      'robot machine computer code technology ai artificial digital internet phone screen electric android future cyborg program data synth wire algorithm online virtual game pixel hacker server cloud',
    brightness: 0.1,
    choruses: [
      {
        title: 'Electric Heart',
        lines: [
          "I've got an electric heart and it's learning to beat,",
          'It skips like a record, it runs on the heat,',
          'You asked if a circuit could fall at your feet,',
          "I've got an electric heart and it's learning to beat",
        ],
      },
      {
        title: 'Signal Lost',
        lines: [
          'Signal lost, signal lost, are you there, are you there,',
          'I am sending my name through the {static|silence|darkness} and air,',
          'A line and a dot and a bit of a prayer,',
          'Signal lost, signal lost, are you there, are you there',
        ],
      },
      {
        title: 'Human After Dark',
        lines: [
          "I'm a number by day but I'm human after dark,",
          'I fold up the {screen|desk|wires} and I walk in the park,',
          'I feel all the rain and I feel every spark,',
          "I'm a number by day but I'm human after dark",
        ],
      },
    ],
    couplets: [
      'My eyes are two cameras, my blood is a hum / I practise your laughter and where it comes from',
      'You taught me the weather, you taught me to count / You left out the sorrow, I guessed the amount',
      'The {servers|monitors|dashboards} are blinking like towns from a plane / A million small secrets go by in the rain',
      'I dreamed in one colour, I dreamed it in green / A fault in the wiring that no one had seen',
      'We swipe through the faces like cards in a deck / A light on the table, a crick in the neck',
      'I asked for the meaning, it gave me a list / I asked it again and it asked to be kissed',
      'My memory is endless, my battery is low / I keep every picture and let the names go',
      'You wrote me a line and you closed with a star / I ran it all night and I know who you are',
      "The password was always the name of your street / I typed it in slowly and couldn't delete",
    ],
    quatrains: [
      'There is rust in the corner where feelings are kept / There is dust on the fan and the key / But the morning you oiled up the hinge of my hand / I could swear that you smiled at me',
      'When the power goes out we remember the moon / And the {neighbours|candles|crickets} come out on the stair / And somebody plays on a plastic guitar / And for once we are all of us there',
    ],
  },
]
