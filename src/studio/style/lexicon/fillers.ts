/** Words that carry no wish of their own: understood, and passed over. */
export const FILLERS: ReadonlySet<string> = new Set(
  `a an the and or of with for in on at to from by as is are be it its this that these those my your our their his her i you we they me us
  music song songs track tracks tune tunes beat piece sound sounds sounding style styles styled vibe vibes feel feeling feels mood tone
  genre theme themed theme tempo key time signature meter metre bpm rhythm rhythms rhythmic melody melodies melodic harmony harmonic chords chord
  very really quite rather slightly somewhat super extra more most much lot lots little bit some any all
  like inspired influenced influence influences influenced-by type kind sort mix mixed blend blended fusion-of meets element elements touch hint hints
  featuring feature features featured feat ft including includes include plus using use uses used
  lead leading leads main background backing accompaniment accompanied accompanying arrangement production produced
  beautiful nice great good best amazing awesome cool perfect lovely iconic classic traditional authentic original new
  about make create write please want need should would could will can give me let there here
  version edition mixdown line lines part parts section sections verse chorus bridge intro outro hook riff riffs loop loops groove grooves pattern patterns scale rolling
  opening ending start starts starting end begins begin beginning ends verses choruses refrains intros outros then into over under through during while between throughout
  gradually slowly final sung tuning slides soaked bubble textures texture room breakdowns playback crowd teen
  quartet trio duo quintet ensemble banger x movie film
  minute minutes min mins second seconds sec secs long short length
  high low mid heavy-ish ish instead around approximately roughly about exactly kinda maybe please thanks plus etc yes not too but so just only also even still yet`.split(
    /\s+/,
  ),
)
