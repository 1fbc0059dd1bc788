// Sends with the OpenTelemetry SDK for JavaScript, over every way into flow-alerts, and looks at what it shows then.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as GrpcLogs } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { FlowAlerts } from './flow-alerts.mjs';

const ways = {
  grpc: { Traces: GrpcTraces, Metrics: GrpcMetrics, Logs: GrpcLogs, url: () => flowAlerts.grpc },
  protobuf: { Traces: ProtobufTraces, Metrics: ProtobufMetrics, Logs: ProtobufLogs, url: (path) => flowAlerts.http + path },
  json: { Traces: JsonTraces, Metrics: JsonMetrics, Logs: JsonLogs, url: (path) => flowAlerts.http + path },
};

let flowAlerts;
before(async () => { flowAlerts = await FlowAlerts.start(); });
after(() => flowAlerts?.stop());

for (const [way, { Traces, Metrics, Logs, url }] of Object.entries(ways)) {
  for (const compression of ['gzip', 'none']) {
    const service = `js-${way}-${compression}`;
    const resource = resourceFromAttributes({ 'service.name': service });

    test(`spans over ${way}, ${compression}`, async () => {
      const exporter = new Traces({ url: url('/v1/traces'), compression });
      const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] });
      const span = provider.getTracer('shop', '1.2').startSpan('POST /orders', {
        kind: SpanKind.SERVER,
        attributes: { 'order.id': 'A7', items: 3, price: 9.5, late: true, skus: ['a', 'b'] },
      });
      span.addEvent('retried', { attempt: 2 });
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'out of stock — 在庫切れ' });
      span.end();
      await provider.forceFlush();
      await provider.shutdown();

      const { traceId, spanId } = span.spanContext();
      const { spans } = await flowAlerts.get(`/api/traces/${traceId}`);
      assert.equal(spans.length, 1);
      const [shown] = spans;
      assert.equal(shown.span_id, spanId);
      assert.equal(shown.parent_span_id, undefined);
      assert.equal(shown.service, service);
      assert.equal(shown.name, 'POST /orders');
      assert.equal(shown.kind, 'server');
      assert.equal(shown.status, 'error');
      assert.equal(shown.status_message, 'out of stock — 在庫切れ');
      assert.equal(shown.started_unix_nano, nanos(span.startTime));
      assert.deepEqual(shown.attributes, { items: 3, late: true, 'order.id': 'A7', price: 9.5, skus: ['a', 'b'] });
      assert.deepEqual(shown.events.map(({ name, attributes }) => ({ name, attributes })),
        [{ name: 'retried', attributes: { attempt: 2 } }]);
    });

    test(`metrics over ${way}, ${compression}`, async () => {
      const exporter = new Metrics({ url: url('/v1/metrics'), compression });
      const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
      const provider = new MeterProvider({ resource, readers: [reader] });
      const meter = provider.getMeter('shop');
      meter.createCounter('orders', { unit: '{order}' }).add(41, { outcome: 'confirmed' });
      meter.createGauge('pool.utilization').record(0.25);
      const duration = meter.createHistogram('duration', { advice: { explicitBucketBoundaries: [1, 10] } });
      [0.5, 2, 20].forEach((value) => duration.record(value));
      await provider.forceFlush();
      await provider.shutdown();

      const shown = async (name) => (await flowAlerts.get(`/api/metrics?service=${service}&name=${name}`)).metrics;
      const [orders] = await shown('orders');
      assert.equal(orders.kind, 'sum');
      assert.equal(orders.unit, '{order}');
      assert.equal(orders.value, 41);
      assert.deepEqual(orders.attributes, { outcome: 'confirmed' });
      const [pool] = await shown('pool.utilization');
      assert.equal(pool.kind, 'gauge');
      assert.equal(pool.value, 0.25);
      const [histogram] = await shown('duration');
      assert.equal(histogram.kind, 'histogram');
      assert.deepEqual(histogram.distribution,
        { count: 3, sum: 22.5, min: 0.5, max: 20, bounds: [1, 10], counts: [1, 1, 1] });
    });

    test(`log records over ${way}, ${compression}`, async () => {
      const exporter = new Logs({ url: url('/v1/logs'), compression });
      const processor = new SimpleLogRecordProcessor({ exporter });
      const provider = new LoggerProvider({ resource, processors: [processor] });
      provider.getLogger('shop').emit({
        severityNumber: SeverityNumber.WARN,
        severityText: 'WARN',
        eventName: 'demo_pool_exhaustion',
        body: { action: 'held', connections: [1, 2] },
        attributes: { utilization_percent: 95 },
      });
      await provider.forceFlush();
      await provider.shutdown();

      const { logs } = await flowAlerts.get(`/api/logs?service=${service}`);
      assert.equal(logs.length, 1);
      assert.equal(logs[0].severity, 'WARN');
      assert.equal(logs[0].severity_number, 13);
      assert.equal(logs[0].event_name, 'demo_pool_exhaustion');
      assert.deepEqual(logs[0].body, { action: 'held', connections: [1, 2] });
      assert.deepEqual(logs[0].attributes, { utilization_percent: 95 });
    });
  }
}

test('nothing of it was rejected, cut or refused', async () => {
  const { otlp } = await flowAlerts.get('/health');
  for (const signal of [otlp.traces, otlp.metrics, otlp.logs]) {
    assert.ok(signal.items >= 6, `${signal.items} items`);
    assert.equal(signal.rejected, 0);
    assert.equal(signal.attributes_left_out, 0);
  }
  assert.equal(otlp.refused, 0);
});

function nanos([seconds, nanoseconds]) {
  return String(BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds));
}
