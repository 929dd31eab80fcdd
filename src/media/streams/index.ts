export {
  LiveStreamLostError,
  openDiskLiveStreams,
  type DiskLiveStreams,
  type DiskLiveStreamsOptions,
} from './disk-live-streams.js'
