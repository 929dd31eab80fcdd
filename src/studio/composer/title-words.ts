import type { GenreFamily } from '../profiles/profile.js'

export type TitleMood = 'bright' | 'dark' | 'calm'

/** Any first word goes with any second one of its family: `Iron` + `Wolves`. */
interface TitleWords {
  readonly first: Readonly<Record<TitleMood, readonly string[]>>
  readonly second: readonly string[]
}

/** What pieces without words are called where the genre is at home. */
export const TITLE_WORDS: Readonly<Record<GenreFamily, TitleWords>> = {
  pop: {
    first: {
      bright: ['Neon', 'Golden', 'Paper', 'Summer', 'Sugar', 'Electric'],
      dark: ['Midnight', 'Silver', 'Velvet', 'Lonely', 'Rewind'],
      calm: ['Slow', 'Quiet', 'Faraway', 'Pastel', 'Soft'],
    },
    second: ['Hearts', 'Skies', 'Avenue', 'Weekend', 'Photographs', 'Balloons', 'Letters'],
  },
  rock: {
    first: {
      bright: ['Wild', 'Second-Hand', 'Loud', 'Open-Air', 'Runaway', 'Full-Tank'],
      dark: ['Rusted', 'Burning', 'Concrete', 'Restless', 'Broken'],
      calm: ['Dusty', 'Fading', 'Lazy', 'Backyard', 'Hazy'],
    },
    second: ['Highway', 'Thunder', 'Engines', 'Signals', 'Town', 'Summers', 'Static'],
  },
  metal: {
    first: {
      bright: ['Rising', 'Steel', 'Crowned', 'Winged', 'Thunder'],
      dark: ['Iron', 'Black', 'Hollow', 'Burning', 'Frozen', 'Severed'],
      calm: ['Ashen', 'Distant', 'Buried', 'Pale', 'Silent'],
    },
    second: ['Altar', 'Wolves', 'Throne', 'Abyss', 'Legion', 'Storm', 'Cathedral'],
  },
  'folk and country': {
    first: {
      bright: ['Sunday', 'Wildflower', 'Harvest', 'Barefoot', 'Clover'],
      dark: ['Lonesome', 'Winter', 'Cold Creek', 'Widow’s', 'Empty'],
      calm: ['Willow', 'Evening', 'Hearthside', 'Low', 'Orchard'],
    },
    second: ['Road', 'Fields', 'Bridge', 'River', 'Lane', 'Porch', 'Gate'],
  },
  blues: {
    first: {
      bright: ['Back Door', 'Hot Plate', 'Corner Store', 'Payday', 'Lucky'],
      dark: ['Empty Pocket', 'Rainy Monday', 'Three A.M.', 'Low Water', 'Cold Coffee'],
      calm: ['Slow Train', 'Back Porch', 'Easy Chair', 'Long Shadow', 'Sundown'],
    },
    second: ['Blues', 'Business', 'Moan', 'Road', 'Letter', 'Story'],
  },
  jazz: {
    first: {
      bright: ['Uptown', 'Sunny-Side', 'Lemon', 'Checkered', 'Tip-Top'],
      dark: ['Smoke and', 'Blue', 'Rain and', 'After-Hours', 'Midnight'],
      calm: ['Moonlit', 'Velvet', 'Lamplight', 'Slow', 'Second-Floor'],
    },
    second: ['Serenade', 'Stroll', 'Conversation', 'Boulevard', 'Mirrors', 'Corners'],
  },
  'soul and funk': {
    first: {
      bright: ['Honey', 'Solid', 'Sunday', 'Brass', 'Sweet'],
      dark: ['Midnight', 'Cold', 'Uneasy', 'Heavy', 'Smoky'],
      calm: ['Velvet', 'Slow', 'Tender', 'Candle', 'Easy'],
    },
    second: ['Groove', 'Business', 'Gravy', 'Avenue', 'Motion', 'Talk'],
  },
  cinematic: {
    first: {
      bright: ['Rising', 'First', 'Golden', 'Eternal', 'Boundless'],
      dark: ['Fallen', 'Last', 'Shadow', 'Forsaken', 'Blackened'],
      calm: ['Distant', 'Silent', 'Lost', 'Sleeping', 'Fading'],
    },
    second: ['Kingdom', 'Horizon', 'Crown', 'Frontier', 'Empire', 'Voyage', 'Dawn'],
  },
  latin: {
    first: {
      bright: ['Mango', 'Carnival', 'Sunlit', 'Sugar', 'Copper'],
      dark: ['Midnight', 'Crimson', 'Velvet', 'Stormy', 'Jealous'],
      calm: ['Siesta', 'Coral', 'Jasmine', 'Moonlit', 'Lazy'],
    },
    second: ['Street', 'Dancers', 'Balcony', 'Heat', 'Moon', 'Plaza', 'Tide'],
  },
  reggae: {
    first: {
      bright: ['Island', 'Sunrise', 'Easy', 'Mango Tree', 'Roots'],
      dark: ['Concrete', 'Deep', 'Shadow', 'Iron', 'Midnight'],
      calm: ['Hillside', 'Tidal', 'Slow', 'Seaview', 'Breezy'],
    },
    second: ['Riddim', 'Version', 'Season', 'Yard', 'Station', 'Shore'],
  },
  'house and techno': {
    first: {
      bright: ['Neon', 'Mirrorball', 'Sunset', 'Chrome', 'Infinite'],
      dark: ['Warehouse', 'Strobe', 'Concrete', 'Analogue', 'Nocturnal'],
      calm: ['Weightless', 'Afterhours', 'Tidal', 'Glass', 'Slow'],
    },
    second: ['Signal', 'Motion', 'Circuit', 'Hours', 'Pulse', 'System', 'Terrace'],
  },
  'bass music': {
    first: {
      bright: ['Solar', 'Liquid', 'Electric', 'Rapid', 'Skyward'],
      dark: ['Sub', 'Hollow', 'Concrete', 'Ghost', 'Static'],
      calm: ['Floating', 'Foggy', 'Lunar', 'Distant', 'Deep'],
    },
    second: ['Pressure', 'Frequency', 'Tunnel', 'Machine', 'Weather', 'Current'],
  },
  'hip hop': {
    first: {
      bright: ['Corner', 'Gold', 'Block', 'Sunday', 'Fresh'],
      dark: ['Midnight', 'Cold', 'Street', 'Smoke', 'Heavy'],
      calm: ['Dusty', 'Rainy', 'Windowsill', 'Late-Night', 'Sleepy'],
    },
    second: ['Tape', 'Chronicles', 'Talk', 'Business', 'Stories', 'Notes'],
  },
  ambient: {
    first: {
      bright: ['Luminous', 'Rising', 'Open', 'Amber', 'Clear'],
      dark: ['Sunken', 'Hollow', 'Night', 'Cold', 'Lost'],
      calm: ['Still', 'Weightless', 'Pale', 'Distant', 'Glass'],
    },
    second: ['Water', 'Horizon', 'Orbit', 'Light', 'Snow', 'Shore', 'Air'],
  },
  classical: {
    first: {
      bright: ['Garden', 'April', 'Festive', 'Marble', 'Sunlit'],
      dark: ['Winter', 'November', 'Ashen', 'Solitary', 'Farewell'],
      calm: ['Candlelight', 'Evening', 'Autumn', 'Reading-Room', 'Moonlit'],
    },
    second: ['Promenade', 'Letter', 'Window', 'Gallery', 'Reflections', 'Pictures'],
  },
  world: {
    first: {
      bright: ['Saffron', 'Copper', 'Harvest', 'Market', 'Sunlit'],
      dark: ['Crimson', 'Stormy', 'Midnight', 'Exile’s', 'Ember'],
      calm: ['Harbour', 'Mountain', 'Misty', 'Caravan', 'Olive'],
    },
    second: ['Road', 'Lantern', 'Dance', 'Wind', 'Gate', 'Crossing'],
  },
}
