package dev.tailback.flowalerts.own;

import dev.tailback.flowalerts.exposition.Family;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Map;

/** A metric as the SDK's exporters take it. Whoever reads it by Prometheus' names finds those of the page. */
record ExportedFamily(String name, String description, MetricDataType type, Data<?> data, Resource resource)
        implements MetricData {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("dev.tailback.flowalerts");

    static ExportedFamily of(Family family, Resource resource, long startedNanos, long nowNanos) {
        List<DoublePointData> points = family.samples().stream()
                .map(sample -> DoublePointData.create(
                        startedNanos, nowNanos, attributes(sample.labels()), sample.value(), List.of()))
                .toList();
        return switch (family.kind()) {
            case GAUGE ->
                new ExportedFamily(
                        family.name(),
                        family.help(),
                        MetricDataType.DOUBLE_GAUGE,
                        GaugeData.createDoubleGaugeData(points),
                        resource);
            case COUNTER ->
                new ExportedFamily(
                        family.name(),
                        family.help(),
                        MetricDataType.DOUBLE_SUM,
                        SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points),
                        resource);
        };
    }

    private static Attributes attributes(Map<String, String> labels) {
        AttributesBuilder attributes = Attributes.builder();
        labels.forEach(attributes::put);
        return attributes.build();
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return description;
    }

    /** In the name, as Prometheus has it. */
    @Override
    public String getUnit() {
        return "";
    }

    @Override
    public MetricDataType getType() {
        return type;
    }

    @Override
    public Data<?> getData() {
        return data;
    }
}
