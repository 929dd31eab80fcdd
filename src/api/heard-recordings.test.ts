import { expect, it } from 'vitest'
import type { HeardRecordingView } from '@troubadour/contract'
import { createTestApi } from './testing/test-api.js'

const HEARD: HeardRecordingView = {
  ...{ field: 'uploadUrl', durationS: 61.5, bpm: 120, beatConfidence: 0.8, beatsPerBar: 4, beatDivision: 2 },
  ...{ beats: [0, 0.5], firstDownbeat: 0, key: 'A minor', keyConfidence: 0.7, tuningCents: -8 },
  ...{ keys: [], chords: [{ startS: 0, endS: 2, name: 'Am7' }], sections: [], phrases: [] },
  ...{ melody: [[69, 0.5, 1]], texture: 'band', loudnessLufs: -12.3 },
}

it('shows what was heard in the recordings that a task starts from, and asks for no others', async () => {
  const asked: string[] = []
  const api = await createTestApi({
    heardOf: async (taskId) => {
      asked.push(taskId)
      return [HEARD]
    },
  })
  const heardBy = async (path: string, body: object) => {
    const sent = await api.call('POST', path, body)
    const { taskId } = sent.body.data
    const record = await api.call('GET', `/api/v1/generate/record-info?taskId=${taskId}`)
    return { taskId, heard: (record.body.data['troubadour'] as { heard: unknown }).heard }
  }
  const common = { customMode: false, instrumental: true, model: 'V5', callBackUrl: 'http://a.example/' }
  const cover = await heardBy('/api/v1/generate/upload-cover', {
    ...common,
    uploadUrl: 'http://a.example/song.mp3',
    prompt: 'as a waltz',
  })
  expect(cover.heard).toEqual([HEARD])
  const song = await heardBy('/api/v1/generate', { ...common, prompt: 'a waltz' })
  expect(song.heard).toEqual([])
  expect(asked).toEqual([cover.taskId])
  await api.close()
})
