import { SAMPLE_RATE } from '../../dsp/audio.js'
import { highPass } from '../../dsp/biquad.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import { CurveMultiplier } from '../../dsp/kernel/curve-multiplier.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import { dbToGain } from '../../dsp/units.js'
import type { MixSettings, StemMix } from '../../music/score.js'
import { BAND_STEMS, type StemName } from '../../music/stems.js'
import { ChannelStrip, NEUTRAL_STEM_MIX } from './channel-strip.js'
import { Ducker } from './ducker.js'
import { FilterSweep, type Corner } from './filter-sweep.js'
import { Reverb, type RoomName } from './reverb.js'
import { SlapEcho, slapSecondsFor } from './slap-echo.js'
import { TapeMachine } from './tape.js'
import { delaySecondsFor, TempoDelay } from './tempo-delay.js'

/** One stem on its way through the mixer. Its players add to `left` and `right`; the mixer works on them in place. */
export interface StemBus {
  readonly name: StemName
  readonly left: Pointer
  readonly right: Pointer
  /** Set by whoever fills the bus: something was added in this block. */
  hasInput: boolean
}

type EffectName = RoomName | 'delay' | 'slap'
const EFFECTS: readonly EffectName[] = ['room', 'plate', 'hall', 'delay', 'slap']

/** Silence after which a strip's filters and compressor have come to rest, in frames: about a second. */
const STRIP_REST_FRAMES = 51_200
/** Nothing musical lies below; takes away what shapers, changing gains and samples leave at 0 Hz. */
const DC_BLOCK_HZ = 16

/**
 * Mixes stems to stereo in blocks of a fixed size, in a kernel's memory. With `separateReturns` every stem gets rooms of its own, so that each
 * bus ends up holding its dry sound and its share of the rooms and the buses add up to the mix; without, stems share them
 * and the buses hold the dry sound only. Rooms are linear: both ways give the same mix.
 */
export class Mixer {
  private readonly channels = new Map<StemName, MixerChannel>()
  private readonly shared: EffectRack
  private readonly keys = new Map<StemName, Pointer>()
  /** Of the mix, where stems share rooms. */
  private readonly dcBlock: FilterSections
  private readonly faders: CurveMultiplier
  /** Of the mix, where stems share rooms. */
  private readonly tape: TapeMachine | undefined

  constructor(
    private readonly settings: MixSettings,
    stems: readonly StemName[],
    /** Of the song: echoes keep time with it. */
    bpm: number,
    private readonly blockFrames: number,
    private readonly separateReturns: boolean,
    private readonly kernel: Kernel,
    /** What all faders do together: linear gains at frames 0, 64, 128 … of the song. */
    private readonly ride?: Float32Array,
    /** Where the filter over chords and tunes stands, if it ever moves. */
    corner?: Corner,
  ) {
    this.shared = new EffectRack(blockFrames, bpm, kernel)
    const sweptStems: ReadonlySet<StemName> = new Set(BAND_STEMS)
    this.dcBlock = createDcBlock(kernel)
    this.faders = new CurveMultiplier(kernel, blockFrames)
    this.tape = createTape(settings, kernel)
    for (const name of stems) {
      const stem = settings.stems[name] ?? NEUTRAL_STEM_MIX
      const rack = separateReturns ? new EffectRack(blockFrames, bpm, kernel) : this.shared
      const tape = separateReturns ? createTape(settings, kernel) : undefined
      const sweep = corner && sweptStems.has(name) ? new FilterSweep(corner, kernel) : undefined
      this.channels.set(name, new MixerChannel(stem, rack, kernel, tape, sweep))
      if (stem.duck && stem.duck.by !== name) this.keys.set(stem.duck.by, kernel.allocateFloats(blockFrames))
    }
  }

  /** Overwrites `mixLeft` and `mixRight`. `buses`: one for each of the constructor's stems, `blockFrames` long. */
  process(buses: readonly StemBus[], startFrame: number, mixLeft: Pointer, mixRight: Pointer): void {
    const { blockFrames, kernel } = this
    for (const bus of buses) {
      const key = this.keys.get(bus.name)
      if (key !== undefined) kernel.run.middleOf(bus.left, bus.right, key, blockFrames)
    }
    kernel.floatsAt(mixLeft, blockFrames).fill(0)
    kernel.floatsAt(mixRight, blockFrames).fill(0)
    for (const bus of buses) {
      const channel = this.channels.get(bus.name)!
      const key = channel.settings.duck && this.keys.get(channel.settings.duck.by)
      let isHeard = channel.process(bus, key, startFrame, blockFrames)
      if (this.separateReturns) {
        isHeard = channel.rack.addReturns(startFrame, bus.left, bus.right) || isHeard
        if (isHeard) {
          this.rideFaders(bus.left, bus.right, startFrame)
          channel.tape?.process(bus.left, bus.right, startFrame, blockFrames)
          channel.dcBlock.processStereo(bus.left, bus.right, blockFrames)
        } else channel.tape?.reset()
      }
      if (isHeard) kernel.run.addStereo(mixLeft, mixRight, bus.left, bus.right, blockFrames, 1, 1)
    }
    if (this.separateReturns) return
    this.shared.addReturns(startFrame, mixLeft, mixRight)
    this.rideFaders(mixLeft, mixRight, startFrame)
    this.tape?.process(mixLeft, mixRight, startFrame, blockFrames)
    // A linear filter over the sum is what the same filter over each stem would add up to.
    this.dcBlock.processStereo(mixLeft, mixRight, blockFrames)
  }

  private rideFaders(left: Pointer, right: Pointer, startFrame: number): void {
    if (this.ride) this.faders.multiply([left, right], this.blockFrames, this.ride, startFrame)
  }
}

class MixerChannel {
  private readonly strip: ChannelStrip
  private readonly ducker: Ducker | undefined
  private readonly sends: readonly (readonly [EffectName, number])[]
  readonly dcBlock: FilterSections
  private restingFrames = STRIP_REST_FRAMES

  constructor(
    readonly settings: StemMix,
    readonly rack: EffectRack,
    kernel: Kernel,
    readonly tape: TapeMachine | undefined,
    private readonly sweep: FilterSweep | undefined,
  ) {
    this.strip = new ChannelStrip(settings, kernel)
    this.dcBlock = createDcBlock(kernel)
    this.ducker = settings.duck && new Ducker(Math.max(0, settings.duck.depthDb), kernel)
    this.sends = EFFECTS.flatMap((effect) => {
      const db = settings.sends?.[effect]
      return db === undefined || db <= -90 ? [] : [[effect, dbToGain(db)] as const]
    })
  }

  /** Returns false when the stem is at rest: its bus holds nothing. */
  process(bus: StemBus, key: Pointer | undefined, startFrame: number, frames: number): boolean {
    this.restingFrames = bus.hasInput ? 0 : this.restingFrames + frames
    const isAwake = this.restingFrames <= STRIP_REST_FRAMES
    if (isAwake) this.strip.process(bus.left, bus.right, frames)
    if (isAwake) this.sweep?.process(bus.left, bus.right, startFrame, frames)
    // The ducker listens even while its own stem rests: it has to know the key's loudest moments.
    if (this.ducker && key !== undefined) this.ducker.process(bus.left, bus.right, key, frames)
    if (isAwake) for (const [effect, gain] of this.sends) this.rack.send(effect, bus.left, bus.right, gain)
    return isAwake
  }
}

function createTape({ tapeWear = 0 }: MixSettings, kernel: Kernel): TapeMachine | undefined {
  return tapeWear > 0 ? new TapeMachine(Math.min(1, tapeWear), kernel) : undefined
}

function createDcBlock(kernel: Kernel): FilterSections {
  return new FilterSections(kernel, [highPass(DC_BLOCK_HZ, Math.SQRT1_2, SAMPLE_RATE)])
}

/** The rooms and the echoes, with the sums of what is sent to each. Made when first used; asleep when they have rung out. */
class EffectRack {
  private readonly slots = new Map<EffectName, EffectSlot>()

  constructor(
    private readonly blockFrames: number,
    private readonly bpm: number,
    private readonly kernel: Kernel,
  ) {}

  send(effect: EffectName, left: Pointer, right: Pointer, gain: number): void {
    const { blockFrames, kernel } = this
    let slot = this.slots.get(effect)
    if (!slot) {
      slot = {
        unit: this.createUnit(effect),
        left: kernel.allocateFloats(blockFrames),
        right: kernel.allocateFloats(blockFrames),
        hasInput: false,
        framesLeft: 0,
      }
      this.slots.set(effect, slot)
    }
    kernel.run.addStereo(slot.left, slot.right, left, right, blockFrames, gain, gain)
    slot.hasInput = true
  }

  private createUnit(effect: EffectName): EffectSlot['unit'] {
    const { blockFrames, bpm, kernel } = this
    switch (effect) {
      case 'delay':
        return new TempoDelay(delaySecondsFor(bpm), kernel)
      case 'slap':
        return new SlapEcho(slapSecondsFor(bpm), blockFrames, kernel)
      default:
        return new Reverb(effect, kernel)
    }
  }

  /** Returns false when every room is silent. */
  addReturns(startFrame: number, left: Pointer, right: Pointer): boolean {
    const { blockFrames, kernel } = this
    let isHeard = false
    for (const effect of EFFECTS) {
      const slot = this.slots.get(effect)
      if (!slot) continue
      if (slot.hasInput) slot.framesLeft = slot.unit.tailFrames
      if (slot.framesLeft <= 0) continue
      isHeard = true
      if (slot.unit instanceof Reverb)
        slot.unit.add(startFrame, slot.left, slot.right, left, right, blockFrames)
      else slot.unit.add(slot.left, slot.right, left, right, blockFrames)
      slot.framesLeft -= blockFrames
      if (slot.framesLeft <= 0) slot.unit.reset()
      kernel.floatsAt(slot.left, blockFrames).fill(0)
      kernel.floatsAt(slot.right, blockFrames).fill(0)
      slot.hasInput = false
    }
    return isHeard
  }
}

interface EffectSlot {
  readonly unit: Reverb | TempoDelay | SlapEcho
  readonly left: Pointer
  readonly right: Pointer
  hasInput: boolean
  framesLeft: number
}
