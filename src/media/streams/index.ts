export {
  LiveStreamLostError,
  openDiskLiveStreams,
  type DiskLiveStreams,
  type DiskLiveStreamsOptions,
} from './disk-live-streams.js'
export {
  relayLiveStreams,
  type RelayOptions,
  type StreamExchange,
  type StreamPiece,
} from './relayed-live-streams.js'
