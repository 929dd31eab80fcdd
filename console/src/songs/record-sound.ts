/** A recording that goes on. */
export interface Recording {
  /** Ends it. */
  finish(): Promise<File>
  /** Ends it and forgets it. */
  cancel(): void
  /** 0 … 1: how loud it is just now. */
  level(): number
}

/** Records from the microphone. Rejects when there is none or nobody may use it. */
export async function recordSound(): Promise<Recording> {
  // Made for speech, these bend sung tones.
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  })
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const recorder = new MediaRecorder(stream)
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  recorder.start(1000)
  const release = () => {
    for (const track of stream.getTracks()) track.stop()
    void context.close()
  }
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      return Math.min(
        1,
        samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
      )
    },
    cancel() {
      recorder.stop()
      release()
    },
    async finish() {
      await new Promise<void>((resolve) => {
        recorder.onstop = () => resolve()
        recorder.stop()
      })
      try {
        // As a WAV: every server reads it, whatever this browser records.
        const buffer = await context.decodeAudioData(await new Blob(pieces).arrayBuffer())
        return new File([wavOf(buffer)], 'Recording.wav', { type: 'audio/wav' })
      } finally {
        release()
      }
    },
  }
}

/** Sound as a WAV file of 16 bits. */
export function wavOf(
  buffer: Pick<AudioBuffer, 'numberOfChannels' | 'length' | 'sampleRate' | 'getChannelData'>,
): Blob {
  const { numberOfChannels: channels, length, sampleRate } = buffer
  const bytes = length * channels * 2
  const view = new DataView(new ArrayBuffer(44 + bytes))
  const text = (at: number, value: string) => {
    for (let i = 0; i < value.length; i++) view.setUint8(at + i, value.charCodeAt(i))
  }
  text(0, 'RIFF')
  view.setUint32(4, 36 + bytes, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * channels * 2, true)
  view.setUint16(32, channels * 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, bytes, true)
  for (let channel = 0; channel < channels; channel++) {
    const data = buffer.getChannelData(channel)
    for (let i = 0; i < length; i++) {
      const sample = Math.max(-1, Math.min(1, data[i]!))
      view.setInt16(44 + (i * channels + channel) * 2, Math.round(sample * 32_767), true)
    }
  }
  return new Blob([view.buffer], { type: 'audio/wav' })
}
