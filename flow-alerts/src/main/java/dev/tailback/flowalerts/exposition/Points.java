package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Kind;
import dev.tailback.flowalerts.exposition.Family.Sample;
import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import java.util.List;

/** Metrics of our own as points, as if somebody had sent them: rules, lists and recordings know no other kind. */
public final class Points {
    private static final Scope SCOPE = new Scope("dev.tailback.flowalerts", "");

    private final Resource resource;

    /** @param resource who tells them */
    public Points(Resource resource) {
        this.resource = resource;
    }

    public List<MetricPoint> of(List<Family> families, long unixNano) {
        return families.stream()
                .flatMap(family -> family.samples().stream().map(sample -> point(family, sample, unixNano)))
                .toList();
    }

    private MetricPoint point(Family family, Sample sample, long unixNano) {
        return new MetricPoint(
                resource,
                SCOPE,
                family.name(),
                "",
                family.kind() == Kind.COUNTER ? MetricKind.SUM : MetricKind.GAUGE,
                Attributes.of(sample.labels()),
                unixNano,
                new MetricValue.Single(sample.value()));
    }
}
