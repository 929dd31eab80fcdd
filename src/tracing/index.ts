export { createOtlpExporter, type OtlpOptions, type SpanExporter } from './otlp-exporter.js'
export {
  createTracer,
  NO_TRACER,
  traced,
  tracedPorts,
  type Attributes,
  type FinishedSpan,
  type Span,
  type SpanKind,
  type Tracer,
} from './tracer.js'
