import type { ThemeMaterial } from '../material.js'

/** Love, loss, friendship, home, memory. */
export const HEART_THEMES: readonly ThemeMaterial[] = [
  {
    id: 'love',
    keywords:
      'love lover romance romantic kiss heart darling valentine crush wedding marry bride tender passion sweetheart couple devotion girlfriend boyfriend wife husband together',
    brightness: 0.6,
    choruses: [
      {
        title: 'Stay for the Morning',
        lines: [
          'Stay for the morning, stay for the light,',
          'Stay till the {city|kitchen|garden} has put out the night,',
          "I don't need a promise in {silver|diamond|marble} or gold,",
          'Just stay for the morning and something to hold',
        ],
      },
      {
        title: 'Every Road to You',
        lines: [
          'Every road, every road, every road to you,',
          'Over the hill where the {wheat|heather|barley} turns blue,',
          'I could be lost and I would still come through,',
          "'Cause every road I know is a road to you",
        ],
      },
      {
        title: 'Your Hand in My Pocket',
        lines: [
          'Your hand in my pocket, my heart on the street,',
          'The whole town is {dancing|swaying|humming} on two pairs of feet,',
          'Let it get later, let it get cold,',
          'Your hand in my pocket is all I can hold',
        ],
      },
      {
        title: 'Say It Slow',
        lines: [
          'Say it slow, say it so I hear it twice,',
          'Your voice on the water, your name on the ice,',
          "I've run through the {years|days|streets} like a river in flow,",
          'So if you love me tonight, then say it slow',
        ],
      },
    ],
    couplets: [
      'You left your {laugh|scarf|song} on the back of my chair / Now all of the rooms have your light in the air',
      'I learned your name like a tune on the street > And now it walks with me on both of its feet',
      'We burned the toast and we laughed at the smoke / You tell me I am the end of the joke',
      'There are a hundred ways home from the train / I take the one where you wait in the rain',
      'You draw little hearts in the steam on the glass / I wish I could ask every minute to pass',
      "I kept the ticket from that first show / The ink has been fading, the feeling won't go",
      "I've never been good at the things people say / But I've warmed up your side of the bed every day",
      'The moon put its {ladder|letter|lantern} down by the door / You asked for a little, I brought you some more',
      'Two {cups|coats|keys} on the table, two shoes by the stair / I never knew peace till I noticed it there',
      'We talk with the curtains half open till three > And you trace every line of the map upon me',
    ],
    quatrains: [
      'I was counting my change at the {corner|flower|coffee} stall / When you asked me the time of the day / I forgot every number I ever had known / And I gave you my whole life away',
      "You put sugar in yours and I put none in mine / And we argue on who gets the chair / But I'd cross every bridge on the cold side of town / For the smell of the sun in your hair",
    ],
  },
  {
    id: 'heartbreak',
    keywords:
      'heartbreak breakup broken goodbye lonely loss miss tears cry crying ex sad sorrow grief leave leaving left lonesome regret betrayal cheating divorce hurt pain',
    brightness: -0.8,
    choruses: [
      {
        title: 'The Light You Left On',
        lines: [
          "I still can't turn off the light you left on,",
          'It burns in the hallway from midnight to dawn,',
          "They tell me it's over, they tell me you're gone,",
          'But nobody told me what to do with the light you left on',
        ],
      },
      {
        title: 'Half the Bed',
        lines: [
          'I only sleep in half the bed,',
          'I only hear the words we said,',
          'The other half is cold as {stone|snow|rain} instead,',
          'I only live in half the bed',
        ],
      },
      {
        title: 'Not Your Ghost',
        lines: [
          "I won't be your ghost, I won't haunt your door,",
          "I won't be the footstep you hear on the floor,",
          'You can {bury|carry|scatter} the letters, the ring and the coast,',
          "I loved you to pieces, but I'm not your ghost",
        ],
      },
    ],
    couplets: [
      'You packed up the records and emptied the shelf / I set out two glasses and laughed at myself',
      'Your name is still there on the bell by the gate / I tell every caller they came here too late',
      'I drink my coffee black now and cold / Some stories get shorter each time they are told',
      'The {neighbours|children|sparrows} still ask me how you have been / I smile like a door that lets nobody in',
      'I found your blue sweater in back of the drawer / It still has the {shape|warmth|scent} of the summer before',
      'I wrote you a letter I never will send / It starts with your name and it starts with the end',
      "I've learned how to cook only enough for one > I've learned how to be with the things that you've done",
      'The summer went by like a bus on the street / I stood at the stop with the rain at my feet',
      'There is dust on the piano and dust on the stairs / I dance with the silence, I dine with the chairs',
      "They say that it's time that will teach me to mend / But time is a stranger and nobody's friend",
    ],
    quatrains: [
      'You left on a Tuesday, the bins by the road / The kettle was starting to sing / I heard the door close like the end of a book / And I never heard anything',
      'I walk to the river when nobody calls / And I watch how the {branches|barges|bottles} go by / They carry their darkness to somewhere downstream / And they never once ask it for why',
    ],
  },
  {
    id: 'friends',
    keywords:
      'friend friends friendship buddy pals together gang crew loyal brother sister support team mate side trust',
    brightness: 0.7,
    choruses: [
      {
        title: 'Count Me In',
        lines: [
          'If you need a hand, then count me in,',
          'If you lose it all, then count me in,',
          'When nobody else knows where to begin,',
          'Call me at midnight and count me in',
        ],
      },
      {
        title: 'Same Old Crew',
        lines: [
          'Here we are, the same old crew,',
          'Same torn {jackets|pockets|trainers}, same jokes too,',
          "There's nothing in this world that I would rather do",
          'Than sing it out of tune with the same old crew',
        ],
      },
      {
        title: 'Walk You Home',
        lines: [
          'Let me walk you home, let me walk you home,',
          'Through the side streets and the unknown,',
          'You held me up when I was down to the bone,',
          "So tonight it's my turn, let me walk you home",
        ],
      },
    ],
    couplets: [
      'We split the last chips on the hood of your car / You said we were nobody, bound to go far',
      'You knew all my secrets and kept every one / You lied to my mother when I was out having fun',
      'You came with a shovel, you came with a light > You never once asked me if I had been right',
      'We carved all our names on the back of the wall / The building is gone now, but we have it all',
      "I've got a chair with your name on the back / And soup on the stove and some tea on the rack",
      'Remember the tent and the storm in the trees / We laughed through the night with the mud to our knees',
      'You sat in the hallway the night that I broke / You fixed me with silence, a blanket, a joke',
      'Some people are weather, some people are stone / You are the reason I answer the phone',
    ],
    quatrains: [
      'We had one pair of gloves for the four of us then / And we passed them along down the line / There was always a hand going cold in the dark / But it never for long would be mine',
      "You're a terrible driver, you're late for the show / And you still owe me {twenty|thirty|fifty} in cash / But you came through the storm with a torch in your teeth / When my world was a ditch and a crash",
    ],
  },
  {
    id: 'home',
    keywords:
      'home hometown house family mother father mom mum dad grandma grandmother grandfather return kitchen village roots childhood porch country farm belong baby daughter son',
    brightness: 0.4,
    choruses: [
      {
        title: 'Leave the Porch Light On',
        lines: [
          'Leave the porch light on, I am coming back,',
          'Down the gravel road, by the railway track,',
          "I've been too proud and I've been too long gone,",
          "But I'm nearly there, leave the porch light on",
        ],
      },
      {
        title: 'Where the Kettle Sings',
        lines: [
          'Take me to the place where the kettle sings,',
          'Where the gate still squeaks and the {back|old|porch} door swings,',
          'I have seen the towers and the golden things,',
          'But I just want the place where the kettle sings',
        ],
      },
      {
        title: 'My Own Front Door',
        lines: [
          'I can hear the rain on my own front door,',
          'I can feel the grain of my own wood floor,',
          'I went round the world and I looked for more,',
          'And I found it all at my own front door',
        ],
      },
    ],
    couplets: [
      'My {mother|father|grandma} is humming in flour to the wrist / She sings every song with a verse that she missed',
      'The stairs have a voice on the third from the top / I know every dog from the church to the shop',
      'There are marks on the doorframe for how tall we grew / The lowest is me and the highest is you',
      'The {apples|berries|walnuts} come down in a bucket of tin / The neighbours come over and never ask in',
      'I packed up at twenty, all hurry and pride / I thought that the world was a much shorter ride',
      'The table is scratched by a hundred good meals / It wobbles the way that a memory feels',
      'I know by the creak that my father is near / I know by the coat he has hung up his fear',
      'The road has grown smaller, the trees have grown tall / My name is still there on the back of the wall',
    ],
    quatrains: [
      'There is washing out dancing on Saturday lines / There is bread on the sill for the jay / And the radio talks to an empty chair / In the same old comfortable way',
      'I have slept under ceilings in {seven|eleven|twenty} cold towns / With a bag and a key and a bed / But the one that I fall through in all of my dreams / Has a crack like a road overhead',
    ],
  },
  {
    id: 'memory',
    keywords:
      'memory memories remember nostalgia nostalgic past yesterday old photo photograph young youth childhood school time years forget forgotten back then retro',
    brightness: 0,
    choruses: [
      {
        title: 'Polaroid Days',
        lines: [
          'Polaroid days, they fade at the sides,',
          'The {swings|bikes|boats} are all empty, the corner shop hides,',
          "I can't get them back but I can't look away,",
          "I'm living in colours from Polaroid days",
        ],
      },
      {
        title: 'When We Were Seventeen',
        lines: [
          'When we were seventeen, the night was a door,',
          'We danced on the roof of the hardware store,',
          'We had no money and we asked for no more,',
          'When we were seventeen and the night was a door',
        ],
      },
      {
        title: 'Rewind',
        lines: [
          'Rewind, rewind to the start of the tape,',
          'The {park|pier|yard} in the evening, the hole in the gate,',
          'If I could be early instead of too late,',
          "I'd rewind, rewind to the start of the tape",
        ],
      },
    ],
    couplets: [
      'A box in the attic with dust on the string / A tooth and a ticket, a toy for a king',
      "I've kept your old number, I've kept your old coat / I've kept half a sentence that caught in my throat",
      'We rode to the quarry with wind in our teeth / The sky was on top and the world underneath',
      'The {teacher|postman|baker} has died and the cinema too / They sell people phones where they used to sell glue',
      "Your hair was a bonfire, my jeans had a tear / We traded our futures for somebody's dare",
      'My knees have forgotten the height of the wall / My hands still remember the weight of the ball',
      "I hear that old record and suddenly there / It's August again with the smoke in your hair",
      'The clock on the station has stopped in its place / It still has the time of the day on its face',
    ],
    quatrains: [
      'There was chalk on our fingers and grass on our shoes / There was time like a field to be spent / And we spent it on nothing, on {marbles|comics|whistles} and clouds / And I never once asked where it went',
      'I went back to the street on a Sunday in March / And the houses had shrunk in the rain / But a boy on a bicycle looked at me twice / And he waved from the end of the lane',
    ],
  },
  {
    id: 'creature',
    keywords:
      'dog puppy cat kitten pet animal bird horse wolf fox bear rabbit fish whale elephant lion owl bee dragon unicorn dinosaur monster penguin duck frog turtle',
    brightness: 0.6,
    choruses: [
      {
        title: 'Good Old Friend',
        lines: [
          'Hey, good old friend, come and run with me,',
          'Down to the edge of the world we see,',
          'No one can tell you how wild to be,',
          'Hey, good old friend, come and run with me',
        ],
      },
      {
        title: 'Four Wild Winds',
        lines: [
          'Four wild winds and a moonlit track,',
          "You're halfway gone and you don't look back,",
          'Whatever you follow, whatever you lack,',
          'Four wild winds are going to bring you back',
        ],
      },
      {
        title: 'Small and Brave',
        lines: [
          'Small and brave, small and brave,',
          'Singing to the thunder from the mouth of the cave,',
          'The world is a mountain, the world is a wave,',
          'But you, little wonder, are small and brave',
        ],
      },
    ],
    couplets: [
      'You came to the {doorstep|window|back step} all muddy and thin / I said just tonight, and I let you come in',
      'You read every morning by smell and by sound / You know where the secrets are kept in the ground',
      'You sleep like a comma, you wake like a bell / You carry more stories than I ever tell',
      'You chase after shadows that nobody sees / You argue with thunder, you laugh at the breeze',
      "You don't know the hour, you don't know the year / You only know gone and you only know here",
      'There are hairs on my jacket and prints on the floor / There is nobody gladder to meet at the door',
      "The whole town is sleeping, the whole sky is clear / You lift up your head at a thing I can't hear",
      'You teach me to listen, you teach me to wait / To look for the gap underneath every gate',
    ],
    quatrains: [
      'When the {postman|plumber|doctor} comes by you are ten metres tall / You are teeth, you are thunder and fire / But you hide from the vacuum, you run from the bath / And you sing like a church with a choir',
      'They can keep all their medals, their money and maps / They can keep all the clever and proud / I would follow you out through the gap in the hedge / To wherever the world is not loud',
    ],
  },
]
