import type { ThemeMaterial } from '../material.js'

/** Summer, winter, dancing, celebration, work, dreams. */
export const DAY_THEMES: readonly ThemeMaterial[] = [
  {
    id: 'summer',
    keywords:
      'summer sun sunny sunshine beach vacation holiday july august hot tropical island surf palm sand bikini barbecue poolside sunset carefree',
    brightness: 0.9,
    choruses: [
      {
        title: 'Long Light',
        lines: [
          "It's the long light, long light, nobody sleeps,",
          'We give to the {river|garden|shoreline} whatever it keeps,',
          'The night can come later, the night can be slow,',
          "We're in the long light and we're letting it go",
        ],
      },
      {
        title: 'Barefoot',
        lines: [
          'Barefoot, barefoot, down to the sand,',
          'A peach in your pocket, my world in your hand,',
          'We never had money, we never had planned,',
          'Just barefoot, barefoot, down to the sand',
        ],
      },
      {
        title: 'August Never Ends',
        lines: [
          'Somewhere August never ends,',
          'Lemonade and all my friends,',
          'Every road has golden bends,',
          'Where the sun goes down but August never ends',
        ],
      },
    ],
    couplets: [
      'The {tarmac|pavement|car park} is melting, the ice cream is too / The sky has been painted in only one blue',
      'The sprinklers are drawing a rainbow for free / We cycle through three of them, you after me',
      'The radio is playing a song we all know / We roll every window down, put on a show',
      "Your shoulders are freckled, your laughter is salt / If I miss the last bus then it's all of your fault",
      'The night smells of charcoal and cut grass and lime / We spend every minute and never spend time',
      'The swallows are stitching the evening in place / A watermelon smile running over your face',
      'We jump off the jetty and yell in the air / With sun on our eyelids and sand in our hair',
      'The crickets play violin under the stairs / We dance on the patio, stack up the chairs',
      'A kite on a string and a dog on the run / Our noses are peeling, our duties are done',
    ],
    quatrains: [
      'There is salt on my {glasses|paperback|suitcase} and sand in my bed / There is music from over the wall / And tomorrow is only a word in a book / That I have not been reading at all',
      'We had fruit for our breakfast and chips on the pier / We had nothing whatever to do / And the sea went on turning its pages for us / And they all had a picture of you',
    ],
  },
  {
    id: 'winter',
    keywords:
      'winter snow snowy cold ice christmas xmas holiday december january frost fireplace santa sleigh frozen north carol advent snowman holidays bells',
    brightness: 0.1,
    choruses: [
      {
        title: 'First Snow',
        lines: [
          'First snow, first snow, hush on the town,',
          'All of the {worries|corners|edges} are feathered in down,',
          'The world has forgotten to wear its old frown,',
          'First snow, first snow, hush on the town',
        ],
      },
      {
        title: 'Candles in the Window',
        lines: [
          "There'll be candles in the window, bells on the air,",
          'A place at the table, a coat on the stair,',
          'However far out you have wandered from there,',
          "There'll be candles in the window, bells on the air",
        ],
      },
      {
        title: 'Warm Me',
        lines: [
          'Warm me like the fire in the middle of the snow,',
          'Warm me like a story that I already know,',
          'The wind is at the window and it will not go,',
          'So warm me, warm me, and do it slow',
        ],
      },
    ],
    couplets: [
      'The lake has gone quiet, a plate in the dark / We skate out our names in the back of the park',
      'My breath is a ghost and it walks on ahead / The road is all sugar, the sunset is red',
      'The {postman|milkman|baker} has stars on the brim of his hat / The snow has put gloves on the paws of the cat',
      "The chimneys are writing in grey on the white / They tell us who's cooking and who's home tonight",
      "A scarf that you knitted, two colours too long / It's crooked and itchy and nothing is wrong",
      "There's {cinnamon|orange|clove} in the kitchen and frost on the gate / My brother came early, my sister came late",
      'The children have pulled down the moon in a sled / They laugh in their mittens, their noses are red',
      'The days are like matches that burn to the hand / They are brief and they are golden, like all that we planned',
      'The woods have been emptied of all but one bird / He sings like the last man to own such a word',
    ],
    quatrains: [
      'There are boots by the heater and tea in the pot / There are stars in the frost on the pane / And the dark has come early to ask for a chair / And it knocks with a hand full of rain',
      'You were coming by train through the fields and the snow / With a {bottle|candle|present} wrapped up in your coat / And I stood on the platform and stamped both my feet / With my heart like a bird in my throat',
    ],
  },
  {
    id: 'dance',
    keywords:
      'dance dancing dancefloor disco club party groove beat rhythm dj rave move body bass floor weekend friday saturday fun funky wild drink celebrate night',
    brightness: 0.9,
    choruses: [
      {
        title: 'Turn It Up',
        lines: [
          'Turn it up, turn it up till the ceiling is gone,',
          "Turn it up till we can't tell the night from the dawn,",
          'My heart is a {hammer|speaker|rocket}, my worries are thrown,',
          'Turn it up, turn it up till the ceiling is gone',
        ],
      },
      {
        title: 'One More Song',
        lines: [
          'One more song, one more song before we go,',
          'One for the {rebels|dreamers|lovers} in the very last row,',
          'Hands in the air till we burn down the show,',
          'Just one more song, one more song before we go',
        ],
      },
      {
        title: 'Feet on Fire',
        lines: [
          "I've got my feet on fire and my head in the sky,",
          "We don't need a reason, we don't need a why,",
          'The rooftop is spinning, the sparks start to fly,',
          "I've got my feet on fire and my head in the sky",
        ],
      },
      {
        title: 'Spin',
        lines: [
          'Spin, spin, I want to see you spin,',
          'Let the outside out and let the good times in,',
          "There's a beat on your shoulder and it's under your skin,",
          'So give me both hands and spin, baby, spin',
        ],
      },
    ],
    couplets: [
      'The bass has a hand at the small of my back / The lights turn us silver, then purple, then black',
      'Your {sneakers|boots|heels} are in trouble, my collar is wet / The best kind of person is one I just met',
      "The queue round the corner is singing our song / The bouncer is nodding, he can't say we're wrong",
      'The mirror ball scatters a handful of stars / They roll over shoulders and bottles and bars',
      'I left all my troubles outside with my coat / The bass is a lion that lives in my throat',
      "You move like a rumour that everyone heard / You say it with shoulders, you don't say a word",
      "The DJ is grinning, he knows what he's got / The cold drinks are sweating, the brass section is hot",
      'My phone is at zero, my heart is at ten / We lose the whole rhythm and find it again',
      "The floor is a river, the crowd is a tide / There's nobody watching and nowhere to hide",
    ],
    quatrains: [
      "It was {Friday|Thursday|Sunday} all week at the back of my mind / I was counting it down on the wall / Now the needle has dropped and the first beat is in / And I don't have to count it at all",
      'There are strangers like cousins and cousins like kings / There is sweat on the ceiling and glass / And the night is a carousel, kicking its heels / And we all have a permanent pass',
    ],
  },
  {
    id: 'celebration',
    keywords:
      'birthday celebrate celebration anniversary party congratulations graduation winner win victory champion wedding cheers toast new year triumph proud',
    brightness: 1,
    choruses: [
      {
        title: 'Raise It High',
        lines: [
          'Raise it high, raise it high, this one is for you,',
          'For every long road that you stumbled on through,',
          'We knew it before and you know it now too,',
          'So raise it high, raise it high, this one is for you',
        ],
      },
      {
        title: 'Candles and Cake',
        lines: [
          'Candles and cake and the whole street awake,',
          'Another good reason for noise to make,',
          'Give us the {chorus|trumpets|fireworks}, give us a break,',
          "It's your day, it's your day, it's candles and cake",
        ],
      },
      {
        title: 'Look How Far',
        lines: [
          'Look how far, look how far we came,',
          'From a {borrowed|broken|battered} guitar and a nobody name,',
          'We lost and we lost and we stayed in the game,',
          'Now look how far, look how far we came',
        ],
      },
    ],
    couplets: [
      "There's ribbon and paper all over the floor / There's somebody new every time at the door",
      "Your {uncle|grandpa|neighbour} is dancing, he thinks he is ten / He's lost his left slipper and found it again",
      'We hid in the dark till you turned on the light / You dropped all your shopping and screamed with delight',
      "They said you would never, they said it out loud / You don't have to answer, just look at the crowd",
      'Another year older, another good line / You wear it like velvet, you hold it like wine',
      'The balloons are all bumping the light on the stair / Confetti like blossom is stuck in your hair',
      'You fell off the ladder and climbed it once more / With plaster and blisters and keys to the door',
      'The speeches are crooked, the glasses are tall / The band has three chords and we love them all',
    ],
    quatrains: [
      'You were counting on nothing, a card and a call / And a quiet old film on the bed / But the people who love you are terribly loud / So you got us all singing instead',
      'There were years you were winning with nobody there / There were nights you were down on your knees / So this cheer is for all of the rooms with no crowd / And for {trophies|ribbons|medals} that nobody sees',
    ],
  },
  {
    id: 'work',
    keywords:
      'work working job factory monday boss shift coal miner farmer labor labour worker hands tired money bills office train driver soldier nurse teacher',
    brightness: -0.1,
    choruses: [
      {
        title: 'Good Pair of Hands',
        lines: [
          "I've got a good pair of hands and a name I can keep,",
          'I earn every crust and I earn every sleep,',
          'They can own all the {towers|harbours|railways}, they can own all the land,',
          "But they'll never own what's in a good pair of hands",
        ],
      },
      {
        title: 'Monday Can Wait',
        lines: [
          'Monday can wait on the other side,',
          'Hang up the overalls, swallow the pride,',
          "We've two days of sunshine to laugh and be late,",
          'So pour it up, partner, and Monday can wait',
        ],
      },
      {
        title: 'Clock In, Clock Out',
        lines: [
          'Clock in, clock out, and the wheel goes round,',
          'I left half my youth on the factory ground,',
          "But there's a song in my chest and you can't hold it down,",
          'Clock in, clock out, and the wheel goes round',
        ],
      },
    ],
    couplets: [
      "The {kettle|whistle|engine} is up with the rooster at five / The yard is all headlights, the night shift's alive",
      'My father wore blue till the blue wore to grey / He taught me the price and the weight of a day',
      'My lunch is two sandwiches, paper and string / The crane operator has started to sing',
      "The boss has a window, the boss has a chair / He's never been down here to breathe in the air",
      'There is oil in the lines on the palm of my hand / A fortune no teller could understand',
      "The bills come on Monday, the pay comes too late / The dog doesn't mind it, he waits at the gate",
      'My back tells the weather, my knees tell the year / The foreman is talking and no one can hear',
      'We passed round a bottle the day that she died / The gates got a padlock and grass grew inside',
    ],
    quatrains: [
      "There are women who carry the city each day / On their {shoulders|trolleys|bicycles}, up every stair / And there's nobody writes them a song for the road / So I'm putting this one in the air",
      "When the siren goes off and the gates open wide / We all blink like we're new to the sun / And for six or for seven good hours we are kings / Till the morning says there's work to be done",
    ],
  },
  {
    id: 'dreams',
    keywords:
      'dream dreams dreaming sleep lullaby night imagination wish wishes fantasy magic fairy cradle baby child goodnight pillow surreal calm peaceful gentle moonlight ambient',
    brightness: 0.3,
    choruses: [
      {
        title: 'Sleep Now, Little River',
        lines: [
          'Sleep now, little river, your running is done,',
          'The reeds have all folded, they followed the sun,',
          'The moon is a boat and the stars row as one,',
          'Sleep now, little river, your running is done',
        ],
      },
      {
        title: 'Paper Wings',
        lines: [
          'I made me a pair of paper wings,',
          'I dreamed I was light as the song that it sings,',
          'And over the rooftops, the {ladders|gardens|chimneys} and strings,',
          'The wind took me up on my paper wings',
        ],
      },
      {
        title: 'Somewhere Behind My Eyes',
        lines: [
          "There's a garden somewhere behind my eyes,",
          'Where the trees grow letters and the lanterns rise,',
          'Nobody is lost there and nobody lies,',
          'Meet me in the garden behind my eyes',
        ],
      },
    ],
    couplets: [
      'The {blankets|pillows|curtains} are mountains, the lamp is the moon / A bear and a soldier will be asleep soon',
      'The clock has forgotten the number for three / The stairs have unrolled and gone down to the sea',
      'I walked through a door in the bark of a tree / A woman with antlers was pouring me tea',
      'The dark is a blanket with holes for the light / It was knitted by somebody working all night',
      'My shoes had grown feathers, my bed had grown sails / We carried a cargo of whispers and tales',
      'You came down the chimney in moonlight and dust / You spoke in a language of copper and rust',
      'The wolves in the wallpaper lie down in pairs / The shadows are brushing the knots from their hairs',
      "Don't wake me to tell me the morning is here / I'm teaching a whale how to whisper it clear",
    ],
    quatrains: [
      'Now the {kitchen|chimney|garden} is yawning, the tap counts to ten / And the street has turned off all its sound / There is only your breathing, as small as a boat / And the night with its arms all around',
      'If you lose the way home then just follow the cat / She has maps that are older than towns / She will lead you through alleys of silver and plum / Where the kings are all wearing nightgowns',
    ],
  },
]
