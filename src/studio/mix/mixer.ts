import { dbToGain } from '../../dsp/units.js'
import type { MixSettings, StemMix } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import { ChannelStrip, NEUTRAL_STEM_MIX } from './channel-strip.js'
import { Ducker } from './ducker.js'
import { Reverb, type RoomName } from './reverb.js'
import { TempoDelay } from './tempo-delay.js'

/** One stem on its way through the mixer. Its players add to `left` and `right`; the mixer works on them in place. */
export interface StemBus {
  readonly name: StemName
  readonly left: Float32Array
  readonly right: Float32Array
  /** Set by whoever fills the bus: something was added in this block. */
  hasInput: boolean
}

type EffectName = RoomName | 'delay'
const EFFECTS: readonly EffectName[] = ['room', 'plate', 'hall', 'delay']

/** Blocks of silence after which a strip's filters and compressor have come to rest: about a second. */
const STRIP_REST_BLOCKS = 200

/**
 * Mixes stems to stereo in blocks of a fixed size. With `separateReturns` every stem gets rooms of its own, so that each
 * bus ends up holding its dry sound and its share of the rooms and the buses add up to the mix; without, stems share them
 * and the buses hold the dry sound only. Rooms are linear: both ways give the same mix.
 */
export class Mixer {
  private readonly channels = new Map<StemName, MixerChannel>()
  private readonly shared: EffectRack
  private readonly keys = new Map<StemName, Float32Array>()

  constructor(
    private readonly settings: MixSettings,
    stems: readonly StemName[],
    delaySeconds: number,
    private readonly blockFrames: number,
    separateReturns: boolean,
  ) {
    this.shared = new EffectRack(blockFrames, delaySeconds)
    for (const name of stems) {
      const stem = settings.stems[name] ?? NEUTRAL_STEM_MIX
      const rack = separateReturns ? new EffectRack(blockFrames, delaySeconds) : this.shared
      this.channels.set(name, new MixerChannel(stem, rack))
      if (stem.duck && stem.duck.by !== name) this.keys.set(stem.duck.by, new Float32Array(blockFrames))
    }
    this.separateReturns = separateReturns
  }

  private readonly separateReturns: boolean

  /** Overwrites `mixLeft` and `mixRight`. `buses`: one for each of the constructor's stems, `blockFrames` long. */
  process(
    buses: readonly StemBus[],
    startFrame: number,
    mixLeft: Float32Array,
    mixRight: Float32Array,
  ): void {
    const { blockFrames } = this
    for (const bus of buses) {
      const key = this.keys.get(bus.name)
      if (!key) continue
      for (let i = 0; i < blockFrames; i++) key[i] = 0.5 * (bus.left[i]! + bus.right[i]!)
    }
    mixLeft.fill(0)
    mixRight.fill(0)
    for (const bus of buses) {
      const channel = this.channels.get(bus.name)!
      const key = channel.settings.duck && this.keys.get(channel.settings.duck.by)
      channel.process(bus, key, blockFrames)
      if (this.separateReturns) channel.rack.addReturns(startFrame, bus.left, bus.right)
      for (let i = 0; i < blockFrames; i++) {
        mixLeft[i] = mixLeft[i]! + bus.left[i]!
        mixRight[i] = mixRight[i]! + bus.right[i]!
      }
    }
    if (!this.separateReturns) this.shared.addReturns(startFrame, mixLeft, mixRight)
  }
}

class MixerChannel {
  private readonly strip: ChannelStrip
  private readonly ducker: Ducker | undefined
  private readonly sends: readonly (readonly [EffectName, number])[]
  private restingBlocks = STRIP_REST_BLOCKS

  constructor(
    readonly settings: StemMix,
    readonly rack: EffectRack,
  ) {
    this.strip = new ChannelStrip(settings)
    this.ducker = settings.duck && new Ducker(Math.max(0, settings.duck.depthDb))
    this.sends = EFFECTS.flatMap((effect) => {
      const db = settings.sends?.[effect]
      return db === undefined || db <= -90 ? [] : [[effect, dbToGain(db)] as const]
    })
  }

  process(bus: StemBus, key: Float32Array | undefined, frames: number): void {
    this.restingBlocks = bus.hasInput ? 0 : this.restingBlocks + 1
    // The ducker listens even while its own stem rests: it has to know the key's loudest moments.
    if (this.restingBlocks <= STRIP_REST_BLOCKS) this.strip.process(bus.left, bus.right, frames)
    if (this.ducker && key) this.ducker.process(bus.left, bus.right, key, frames)
    if (this.restingBlocks > STRIP_REST_BLOCKS) return
    for (const [effect, gain] of this.sends) this.rack.send(effect, bus.left, bus.right, gain)
  }
}

/** The rooms and the delay, with the sums of what is sent to each. Made when first used; asleep when they have rung out. */
class EffectRack {
  private readonly slots = new Map<EffectName, EffectSlot>()

  constructor(
    private readonly blockFrames: number,
    private readonly delaySeconds: number,
  ) {}

  send(effect: EffectName, left: Float32Array, right: Float32Array, gain: number): void {
    let slot = this.slots.get(effect)
    if (!slot) {
      slot = {
        unit: effect === 'delay' ? new TempoDelay(this.delaySeconds) : new Reverb(effect),
        left: new Float32Array(this.blockFrames),
        right: new Float32Array(this.blockFrames),
        hasInput: false,
        framesLeft: 0,
      }
      this.slots.set(effect, slot)
    }
    for (let i = 0; i < this.blockFrames; i++) {
      slot.left[i] = slot.left[i]! + gain * left[i]!
      slot.right[i] = slot.right[i]! + gain * right[i]!
    }
    slot.hasInput = true
  }

  addReturns(startFrame: number, left: Float32Array, right: Float32Array): void {
    for (const effect of EFFECTS) {
      const slot = this.slots.get(effect)
      if (!slot) continue
      if (slot.hasInput) slot.framesLeft = slot.unit.tailFrames
      if (slot.framesLeft <= 0) continue
      if (slot.unit instanceof Reverb)
        slot.unit.add(startFrame, slot.left, slot.right, left, right, this.blockFrames)
      else slot.unit.add(slot.left, slot.right, left, right, this.blockFrames)
      slot.framesLeft -= this.blockFrames
      if (slot.framesLeft <= 0) slot.unit.reset()
      slot.left.fill(0)
      slot.right.fill(0)
      slot.hasInput = false
    }
  }
}

interface EffectSlot {
  readonly unit: Reverb | TempoDelay
  readonly left: Float32Array
  readonly right: Float32Array
  hasInput: boolean
  framesLeft: number
}
