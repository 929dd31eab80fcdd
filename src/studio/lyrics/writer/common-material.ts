import type { ChorusMaterial } from './material.js'

/** Rhymed pairs that lead from a verse into a chorus; `bright` and `dark` by mood, the rest fits both. */
export const PRE_CHORUSES: Readonly<Record<'bright' | 'dark' | 'any', readonly string[]>> = {
  bright: [
    'And I can feel it coming up / Like the bubbles in a cup',
    'So take a breath and count to three / The world is wide enough to see',
    'And every window opens wide / And all the morning steps inside',
    'Oh, can you feel it in your bones? / We were never made of stones',
    'And my heart goes one and two / And it only counts on you',
  ],
  dark: [
    'And I know, and I know that the hour is late / There is rust on the chain, there is wind at the gate',
    'And it comes in the quiet, it comes when I blink / It is closer than breathing and deeper than ink',
    'So I hold to the railing and look for a sign / But the dark has a voice and it sounds just like mine',
    'And the silence gets louder, the ceiling gets low / There is something to say and nowhere to go',
  ],
  any: [
    'And the closer I get, the more I can hear / It is somewhere above me, it is suddenly near',
    'If I only had words, if I only had time / I would put it together, I would make it all rhyme',
    'And it starts in my fingers, it moves to my feet / It is out of the doorway and into the street',
    'Hold on for a minute, hold on for the turn / There are things you can only be shown, never learn',
    'And I wonder, I wonder, if you hear it too / The hum in the wires, the bell coming through',
    'I can feel the ground shiver, I can hear the wheels start / There is only one road and it runs through my heart',
  ],
}

/** Four lines that step back before the last chorus. */
export const BRIDGES: Readonly<Record<'bright' | 'dark' | 'any', readonly string[]>> = {
  bright: [
    'And if they ask us what we found / We found each other, turned around / We found a penny on the ground / And spent it all on sound',
    "Hands up, hands up, if you're alive / If you came on foot, if you had to drive / If you counted on four and you made it to five / There is room in the circle for one to arrive",
    "So here's to the wrong turn, the bend in the track / The letter that never was meant to come back / Here's to the hole in the bottom of the sack / Where all of the gold fell out of the black",
    'There will come a slow evening, a chair in the shade / We will talk of the noise and the mess that we made / And we will not be sorry and not be afraid / We were here when the music was played',
  ],
  dark: [
    'And maybe it is over, and maybe it is done / And maybe I am looking at the back of the sun / There is always a battle that nobody won / And a town full of shadows where I used to run',
    'Break it slowly, break it low / Tell me what I ought to know / I have seen the river go / Underneath the ice and snow',
    'No more letters, no more calls / Only pictures off the walls / Only how the evening falls / Only footsteps in the halls',
    'If you hear me, knock on wood / I would fix it if I could / I was never half as good / As the place on which I stood',
  ],
  any: [
    'And oh, the years are paper boats / We fold them out of what we wrote / We let them go, we watch them float / With half our hearts, with all our notes',
    'Quiet now, quiet, the room holds its breath / There are stories as stubborn as thunder and death / There is one I was keeping, the last I had left / So lean in and listen, I am out of my depth',
    'Some of it is silver, some of it is sand / Some of it you carry, some of it you land / Some of it is nothing you can understand / Till it opens like a sparrow in your hand',
    'I was looking for a sign, I was looking for a door / I was looking for the thing I had never lost before / It was under my feet, it was part of the floor / And I do not have to look any more',
    'Slow it down and strip it bare / One old drum and open air / If you ever wondered where / All the time was, it was there',
  ],
}

/** Pairs for any song, to fill up verses when a theme's own run out. */
export const COMMON_COUPLETS: Readonly<Record<'bright' | 'dark' | 'any', readonly string[]>> = {
  bright: [
    'I put on my jacket, I put on a grin / I open the window and let the day in',
    'There are birds on the wire like notes on a line / They whistle a tune and it turns into mine',
    'The baker is singing, the shutters go up / The whole of the morning fits into a cup',
  ],
  dark: [
    'The hallway is longer than it was before / A coat with no person hangs on the door',
    'I wrote out my questions and fed them to flame / The smoke made a letter, the first of a name',
    'The mirror is tired of asking me how / It looks like my father around the eyes now',
  ],
  any: [
    'There is more in a minute than clocks ever show / There is more in a whisper than most people know',
    'I keep in my pocket a button and thread / For all of the things that came loose when you said',
    'The street lamps are opening, one after one / Like somebody counting the things they have done',
    'I listen to people through ceilings and doors / They laugh and they stumble, they scrape on the floors',
    'The days are like beads on an old piece of string / They do not mean much, but they shine when they swing',
  ],
}

/** Pairs about the thing the client's idea is about; `{thing}` is a noun without its article. */
export const THING_COUPLETS: readonly string[] = [
  'I think of the {thing} when the evening comes down / There are stories like this on the edge of each town',
  'They talk of the {thing} in the back of the bar / A story like that one can travel so far',
  'I wrote of the {thing} on the back of my hand / There are things that you feel and could never have planned',
  'The {thing} and the moonlight, the road and the sea / The whole of a story is waiting for me',
  'I dream of the {thing} with the radio low / I wake in the morning and never want to go',
  'Tell me once more of the {thing} and the road / Tell it as slowly as rivers have flowed',
]

/** Choruses about the thing the idea is about. */
export const THING_CHORUSES: readonly ChorusMaterial[] = [
  {
    title: 'All for the {Thing}',
    lines: [
      'All for the {thing}, all for the ride,',
      'All for the feeling we carry inside,',
      'There is nothing to win, there is nothing to hide,',
      'It was all for the {thing}, all for the ride',
    ],
  },
  {
    title: 'Me and the {Thing}',
    lines: [
      "Me and the {thing}, we'll be fine, we'll be fine,",
      'We have bread for the road and a place in the line,',
      'You can keep all your castles, your silver and wine,',
      "It's me and the {thing} and we're doing just fine",
    ],
  },
  {
    title: 'Song of the {Thing}',
    lines: [
      'Sing me the song of the {thing} once more,',
      'Sing it to the window and sing to the door,',
      'I was half of a person, a wave with no shore,',
      'Till I heard the song of the {thing} once more',
    ],
  },
  {
    title: 'Take Me to the {Thing}',
    lines: [
      'Take me to the {thing}, take me there tonight,',
      'Over every river, under every light,',
      'I have been a shadow, I have lost the fight,',
      'So take me to the {thing}, take me there tonight',
    ],
  },
  {
    title: 'What the {Thing} Knows',
    lines: [
      'Nobody knows what the {thing} knows,',
      'How the dark comes in and the morning goes,',
      'You can look at a garden and count every rose,',
      'But nobody knows what the {thing} knows',
    ],
  },
]

/** Choruses for somebody with a name. */
export const NAME_CHORUSES: readonly ChorusMaterial[] = [
  {
    title: '{Name}',
    lines: [
      '{Name}, oh {Name}, there is light in the hall,',
      'There is music for you coming up through the wall,',
      'If you stumble, we stumble, we will catch you and all,',
      '{Name}, oh {Name}, there is light in the hall',
    ],
  },
  {
    title: 'This One Is for {Name}',
    lines: [
      'This one is for {Name}, so turn it up loud,',
      'You are more than a face in the back of the crowd,',
      'You are rain on the river, you are sun on the cloud,',
      'This one is for {Name}, so turn it up loud',
    ],
  },
  {
    title: 'Ask for {Name}',
    lines: [
      'If you want to know joy, you can ask for {Name},',
      'You can ask all the sparrows, they will tell you the same,',
      'There is somebody here who can carry a flame,',
      'If you want to know joy, you can ask for {Name}',
    ],
  },
]

/** Choruses around any title a client chose; the title stands alone, so that it may be of any form. */
export const TITLE_CHORUSES: readonly (readonly [string, string, string, string])[] = [
  [
    '{Title}',
    'I can hear it in the wires, it is humming through',
    '{Title}',
    'And whatever I was looking for, it comes back to you',
  ],
  [
    '{Title}',
    'Write it on the water, write it on the wall',
    '{Title}',
    'If I only get to say one thing, then that is all',
  ],
  [
    '{Title}, {Title}',
    'Every bell in the town has begun to ring',
    '{Title}, {Title}',
    'It is all that I know, it is all that I sing',
  ],
  [
    '{Title}',
    'Let it carry me over, let it carry me down',
    '{Title}',
    'Till they know every word in this sleepy old town',
  ],
  [
    '{Title}',
    'Say it once to the morning and twice to the night',
    '{Title}',
    'It was here in the dark, it is here in the light',
  ],
]

/** What the backing voices answer. */
export const BACKING_CALLS: readonly string[] = ['ooh', 'oh, oh', 'ah', 'hey', 'oh yeah', 'la la la']
