/**
 * Echoes that bounce from side to side. `state`: four 32-bit floats, the low and the dulled memory of either line. The lines
 * are `lineFrames` long; returns where in them the next call goes on.
 */
export function addEchoes(
  state: usize,
  lines: usize,
  lineFrames: i32,
  start: i32,
  inLeft: usize,
  inRight: usize,
  outLeft: usize,
  outRight: usize,
  frames: i32,
  feedback: f32,
  lowCut: f32,
  highCut: f32,
): i32 {
  const rightLine = lines + ((<usize>lineFrames) << 2)
  let lowLeft = load<f32>(state)
  let lowRight = load<f32>(state, 4)
  let dullLeft = load<f32>(state, 8)
  let dullRight = load<f32>(state, 12)
  let at = start
  for (let i: usize = 0, end = (<usize>frames) << 2; i < end; i += 4) {
    const offset = (<usize>at) << 2
    const echoLeft = load<f32>(lines + offset)
    const echoRight = load<f32>(rightLine + offset)
    store<f32>(outLeft + i, load<f32>(outLeft + i) + echoLeft)
    store<f32>(outRight + i, load<f32>(outRight + i) + echoRight)
    // Everything enters on the left and crosses over on each round.
    const enterLeft: f32 = 0.5 * (load<f32>(inLeft + i) + load<f32>(inRight + i)) + feedback * echoRight
    const enterRight: f32 = echoLeft * 0.82
    lowLeft += lowCut * (enterLeft - lowLeft)
    lowRight += lowCut * (enterRight - lowRight)
    dullLeft += highCut * (enterLeft - lowLeft - dullLeft)
    dullRight += highCut * (enterRight - lowRight - dullRight)
    store<f32>(lines + offset, dullLeft)
    store<f32>(rightLine + offset, dullRight)
    if (++at === lineFrames) at = 0
  }
  store<f32>(state, settled(lowLeft))
  store<f32>(state, settled(lowRight), 4)
  store<f32>(state, settled(dullLeft), 8)
  store<f32>(state, settled(dullRight), 12)
  return at
}

/** Nothing rather than a number so small that processors slow down over it. */
function settled(x: f32): f32 {
  return abs(x) < 1e-20 ? 0 : x
}
