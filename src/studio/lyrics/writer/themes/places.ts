import type { ThemeMaterial } from '../material.js'

/** City nights, roads, the sea, stars, nature. */
export const PLACE_THEMES: readonly ThemeMaterial[] = [
  {
    id: 'city',
    keywords:
      'city night neon street urban downtown midnight metro subway taxi skyline lights tokyo london paris berlin york los angeles rooftop late nightlife club cyberpunk insomnia',
    brightness: 0,
    choruses: [
      {
        title: 'Neon in the Rain',
        lines: [
          "We're neon in the rain, running off the sign,",
          'Red into blue till your colour is mine,',
          'The morning can wait at the end of the line,',
          "Tonight we are neon, we're neon and wine",
        ],
      },
      {
        title: 'Last Train Out',
        lines: [
          'We missed the last train out, so what,',
          'The {bridge|park|square} is ours and the streets are hot,',
          "There's nothing out there that we haven't got,",
          'We missed the last train out, so what',
        ],
      },
      {
        title: 'Awake',
        lines: [
          'This city is awake, awake, awake,',
          'A million hearts and the chances they take,',
          'If one of us stumbles, if one of us breaks,',
          'The lights never leave us, the city is awake',
        ],
      },
    ],
    couplets: [
      'The {taxis|buses|night trams} are yellow, the pavement is black / I walk like a man with no thought to go back',
      'Steam from the grating and heat from the bars / We write our own names over headlights and stars',
      'Somebody is singing on Seventh and Main / A saxophone leans on the side of the rain',
      'The windows are stacked to the edge of the sky / A thousand small kitchens, a thousand times why',
      'The {baker|barman|doorman} is closing, he nods as I pass / My face is a stranger in acres of glass',
      'You wave from the platform, the train starts to go / The red of your scarf is a match in the snow',
      'A siren goes by like a ribbon of blue / I turn every corner and wish it were you',
      'The billboard is selling a beach in the sun > To nobody looking at quarter past one',
      'We climb up the fire stairs to sit on the tiles / The river of tail lights goes on for miles',
    ],
    quatrains: [
      'There is jazz from a basement and bass from a car / There is rain on the {copper|silver|iron} of cranes / And the sky has the colour of something on sale / And it hums in the wires and the drains',
      'I have walked past your window so often this week / That the cat on the sill knows my name / All the lifts going up, all the lifts going down / And the night going on just the same',
    ],
  },
  {
    id: 'road',
    keywords:
      'road drive driving highway travel journey truck car motorcycle ride train wander wanderer miles desert route leaving freedom adventure tour map horizon gypsy explore',
    brightness: 0.3,
    choruses: [
      {
        title: 'Miles to Go',
        lines: [
          "I've got miles to go and a tank of light,",
          "I've got one good song and the whole of the night,",
          "Don't ask me where, 'cause I don't quite know,",
          "I've got nothing to lose, I've got miles to go",
        ],
      },
      {
        title: 'Dust Behind Me',
        lines: [
          'Nothing but the dust behind me,',
          'Nothing but a name to find me,',
          'Everything I loved reminds me,',
          "I'm the dust ahead, not the dust behind me",
        ],
      },
      {
        title: 'Keep On Rolling',
        lines: [
          'Keep on rolling, keep on, keep on,',
          'Roll till the edge of the map is gone,',
          'Roll through the {valley|desert|lowlands}, roll into dawn,',
          'Keep on rolling, keep on, keep on',
        ],
      },
    ],
    couplets: [
      'The map on the dashboard is soft as a sheet / My heart has been keeping the time with my feet',
      "A motel in {Denver|Reno|Dayton}, a coin in the slot / I trade all the things that I was for what I'm not",
      'The radio crackles, the preacher gets thin / The static lets some other stories come in',
      'The wheat fields are turning their backs to the sun / I wave at the towns and I stop at none',
      'A truck driver winks from the wheel of his ship / He tells me the weather, I leave him a tip',
      "There's coffee like tar at the end of the bend > A waitress who calls every stranger her friend",
      'The white lines are stitches, the night is a sleeve / I only get whole when I pack up and leave',
      'I traded my watch for a pair of good boots / I never had much of a feeling for roots',
      'The mountains come up like a fist from the plain / I roll down the window and talk to the rain',
    ],
    quatrains: [
      'I have slept by the engine, I have washed in the creek / I have eaten the bread of the kind / And the only thing heavy I carry along / Is the look that you gave me behind',
      'There are {seven|eleven|twenty} good reasons to turn the thing round / And I know every one of them well / But the sun on the bonnet is burning like brass / And the road has a story to tell',
    ],
  },
  {
    id: 'sea',
    keywords:
      'sea ocean wave waves beach island ship boat sail sailor lighthouse harbour harbor tide shore coast pirate mermaid fisherman surf water river lake swim deep keeper anchor',
    brightness: 0.1,
    choruses: [
      {
        title: 'Carry Me, Tide',
        lines: [
          'Carry me, tide, carry me over,',
          'Out past the {cliffs|rocks|fields} and the last of the clover,',
          'I have been stone and I have been rover,',
          'Carry me, tide, carry me over',
        ],
      },
      {
        title: 'A Light on the Water',
        lines: [
          "There's a light on the water, it's swinging for me,",
          'Somebody is waiting at the end of the sea,',
          'So let the wind take what it wants from the lee,',
          "There's a light on the water, it's swinging for me",
        ],
      },
      {
        title: 'Salt in My Blood',
        lines: [
          "I've got salt in my blood and a song in the sail,",
          "I've drunk with the thunder and slept in the gale,",
          "You can give me a garden, I'll water it well,",
          'But the salt in my blood hears the ring of the bell',
        ],
      },
    ],
    couplets: [
      'The nets are hung drying like ghosts on the wall / The gulls are all gossip and nothing at all',
      "My grandfather's compass is stuck at the west / He told me the wrong way is sometimes the best",
      'The {harbour|evening|headland} goes quiet, the ropes start to sigh / A boat is a cradle as wide as the sky',
      'I wrote you a letter on paper and foam / The ink ran away but it knew the way home',
      'There are names in the church of the men who are deep / The women light candles, the harbour bells weep',
      'The moon draws a road that I never could keep / It starts at my feet and it ends in the deep',
      'We ran down the jetty, we jumped without clothes / The cold took our breath and it gave us a rose',
      'The storm came at midnight, it knocked like a guest / It borrowed the mainsail and laughed at the rest',
      'I gather the glass that the water made round / I listen to shells for a long vanished sound',
    ],
    quatrains: [
      'There are barnacles growing on all that I own / There is rust on the ring and the rail / But the morning comes up with its hands full of fish / And it fills up my heart and my pail',
      'You can tell by the {herons|seaweed|gulls} when the weather will turn / You can tell by the ache in your hand / But nobody yet has been able to tell / Why I never could sleep on the land',
    ],
  },
  {
    id: 'stars',
    keywords:
      'star stars space moon galaxy cosmic universe planet astronaut rocket sky comet orbit constellation alien mars sun telescope gravity cosmos interstellar satellite',
    brightness: 0.4,
    choruses: [
      {
        title: 'Gravity',
        lines: [
          'You are my gravity, you pull me in,',
          'I spin like a {planet|compass|feather} on the head of a pin,',
          'The further I travel, the more I begin',
          'To fall to your gravity, so pull me in',
        ],
      },
      {
        title: 'Light from a Long Time Ago',
        lines: [
          "We're light from a long time ago,",
          "Still falling to somebody's window below,",
          'The fire may be out, but how would they know,',
          "We're light from a long time ago",
        ],
      },
      {
        title: 'Meet Me on the Moon',
        lines: [
          'Meet me on the moon at a quarter past ten,',
          "I'll wear my best shoes and I'll write with gold pen,",
          "The earth will go blue and we'll love it again,",
          'So meet me on the moon at a quarter past ten',
        ],
      },
    ],
    couplets: [
      'I count up the comets I missed in my sleep / The night has more secrets than people can keep',
      'The {telescope|window|skylight} trembles, the dark starts to bloom / A billion slow fires look into my room',
      'You said we are made of what burned up in space / I see it in daylight all over your face',
      'The satellites wander like sheep in the black / They send all our whispers, our arguments back',
      "My father once showed me the belt and the bear / I look for his hand and it's still pointing there",
      'I wrote you a signal in zero and one / It travels for years past the back of the sun',
      'The countdown is over, the tower is flame / The last thing I heard was you saying my name',
      'We lie on the roof with our heads side by side / And wonder how nothing could ever be so wide',
      'My helmet is frosted with breath and with doubt / The stars do not flicker the further you are out',
    ],
    quatrains: [
      'If I fold up the map from the left to the right / Then your town and the moon are a pair / So I light up a match on the top of the hill / And I wave like a fool in the air',
      'There is dust on my boots from a {river|mountain|valley} of glass / There is silence as thick as the snow / And the world is a marble that hangs in the dark / With the people I used to know',
    ],
  },
  {
    id: 'nature',
    keywords:
      'nature forest tree trees mountain mountains flower flowers garden field river wild earth green spring leaves wind meadow valley birds seasons autumn fall bloom rainforest jungle harvest',
    brightness: 0.5,
    choruses: [
      {
        title: 'Root and Branch',
        lines: [
          'Root and branch, leaf and stone,',
          'Nothing in the forest ever grows alone,',
          'When I am tired to the marrow and bone,',
          'Root and branch, they are calling me home',
        ],
      },
      {
        title: 'Green Again',
        lines: [
          'It all turns green again, it all turns green,',
          'The prettiest thing that I have ever seen,',
          'The fire and the frost and the grey in between,',
          'And after it all, it all turns green',
        ],
      },
      {
        title: 'Listen to the River',
        lines: [
          'Listen to the river, it knows how to run,',
          'It never looks back at the things it has done,',
          'It carries the mountain, it carries the sun,',
          'Oh, listen to the river, it knows how to run',
        ],
      },
    ],
    couplets: [
      'The {fox|deer|hare} on the hillside is made out of flame / She looks at me once and forgets that she came',
      'The {ferns|reeds|nettles} are unrolling their letters of green / They write of a summer that no one has seen',
      'The old oak has rings for the years we were small / It never once hurried, it never grew tall',
      'I lie in the clover and let myself sink / The clouds are all thinking whatever they think',
      'The bees have a business in purple and gold / They do not grow rich and they do not grow old',
      'The mountain has patience, the mountain has snow / It lends to the river whatever may flow',
      'I buried my worries in black garden soil / They came up as poppies, they paid for the toil',
      'The wind has been reading the leaves of the birch / The blackbirds are late to their evening church',
    ],
    quatrains: [
      'There is moss on the north side of all that I know / There is light coming down in a stair / And a woodpecker knocks like a guest at the door / Of a house that was made out of air',
      'Give me {mud on my jacket|burrs in my jumper|dirt on my fingers} and rain in my boots / And a gate I can lean on till two / Let the city keep time with its needles and bells / I have got nothing better to do',
    ],
  },
  {
    id: 'rain',
    keywords:
      'rain rainy storm thunder clouds cloud umbrella grey gray puddle lightning drizzle monsoon weather flood lofi cozy coffee tea study window',
    brightness: -0.2,
    choruses: [
      {
        title: 'Let It Pour',
        lines: [
          'Let it pour, let it pour on the roof and the road,',
          'Let it wash off the day with its heavy old load,',
          "I've been thirsty so long that I can't ask for more,",
          'So come down and find me and let it pour',
        ],
      },
      {
        title: 'Umbrella for Two',
        lines: [
          'One umbrella for two, and your shoulder is wet,',
          "It's the best kind of weather that I've ever met,",
          'The gutters are singing, the sky is not through,',
          "And I'm glad there is just one umbrella for two",
        ],
      },
      {
        title: 'Grey Sky Lullaby',
        lines: [
          'Grey sky lullaby, tap on my glass,',
          'Sing to me softly and let the hours pass,',
          'Nothing to win and nowhere to fly,',
          'Just me and the hush of a grey sky lullaby',
        ],
      },
    ],
    couplets: [
      'The window is weeping the way windows do / I draw you a sun and it runs right through',
      'The cat has gone under the bed for the storm / I envy her knowing just how to keep warm',
      'The {gutters|tin roofs|drainpipes} are drumming a song with no end / The teapot has turned to a very old friend',
      'The street is a mirror, the street is a stream / The people go by like the end of a dream',
      "A newspaper floats like a raft down the lane / With yesterday's trouble washed off by the rain",
      'I hang up my coat and it drips on the floor / I thought it was you when I heard the front door',
      'The thunder is moving its chairs overhead / I count every second and stay in my bed',
      'The children are jumping in pieces of sky / Their mothers are calling and nobody is dry',
      'I pour out some coffee, I turn to page nine / The lamp and the clouds and the quiet are mine',
    ],
    quatrains: [
      'It began with one drop on the back of my hand / Then a whisper all over the trees / And the dust on the road gave a sigh like a dog / And the clouds came down on their knees',
      'There is nowhere to go and there is no one to call / There is soup and a {blanket|novel|sweater} for me / And the whole afternoon is the colour of slate / And as soft as the back of the sea',
    ],
  },
]
