package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says when there is nothing to show. */
class ApiPortIT {
    private static final String NOTHING = "{\"requests\":0,\"items\":0,\"rejected\":0,\"attributes_left_out\":0}";

    private final Running running = new Running(7);

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void isHealthyAndEmptyFromTheStart() throws Exception {
        assertThat(running.get("/health").toString())
                .startsWith("{\"status\":\"up\","
                        + "\"spans\":{\"received\":0,\"stored\":0,\"evicted\":0,\"capacity\":7},"
                        + "\"metrics\":{\"received\":0,\"series\":0,\"evicted\":0,\"capacity\":5000},"
                        + "\"logs\":{\"received\":0,\"stored\":0,\"evicted\":0,\"capacity\":10000},"
                        + "\"otlp\":{\"traces\":" + NOTHING + ",\"metrics\":" + NOTHING + ",\"logs\":" + NOTHING
                        + ",\"refused\":0,\"too_large\":0,\"turned_away\":0},\"workers\":[{\"name\":")
                .doesNotContain("failing", "ended");
        assertThat(running.get("/api/traces").toString()).isEqualTo("{\"traces\":[]}");
        assertThat(running.get("/api/metrics").toString()).isEqualTo("{\"metrics\":[]}");
        assertThat(running.get("/api/logs").toString()).isEqualTo("{\"logs\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/traces/xyz | 400 | trace_id is 'xyz'; allowed: 32 hexadecimal digits",
                "/api/traces/ | 400 | trace_id is ''; allowed: 32 hexadecimal digits",
                "/api/traces/0af7651916cd43dd8448eb211c80319c | 404 | trace_id is '0af7651916cd43dd8448eb211c80319c'; "
                        + "allowed: a trace that was received and is still remembered or kept",
                "/api/traces/0af7651916cd43dd8448eb211c80319c?follow_links=yes | 400 | "
                        + "follow_links is 'yes'; allowed: true, false",
                "/api/traces?limit=0 | 400 | limit is '0'; allowed: 1 to 500",
                "/api/traces?limit=501 | 400 | limit is '501'; allowed: 1 to 500",
                "/api/traces?limit=1&limit=2 | 400 | limit is '2' in the query; allowed: to be given once",
                "/api/traces?attribute=order.id | 400 | "
                        + "value is missing; allowed: the attribute's value as text, beside attribute",
                "/api/traces?value=A7 | 400 | attribute is missing; allowed: the name of an attribute, beside value",
                "/api/metrics?limit=5001 | 400 | limit is '5001'; allowed: 1 to 5000",
                "/api/logs?trace_id=xyz | 400 | trace_id is 'xyz'; allowed: 32 hexadecimal digits",
                "/api/spans?from=-999999999-01-01T00:00:00Z | 400 | from is '-999999999-01-01T00:00:00Z'; "
                        + "allowed: a time from 1970 to 2262, such as 2026-11-21T10:15:00Z",
                "/api/spans?to=%2B999999999-12-31T23:59:59Z | 400 | to is '+999999999-12-31T23:59:59Z'; "
                        + "allowed: a time from 1970 to 2262, such as 2026-11-21T10:15:00Z",
                "/api/spans?attr.a%00b=x | 400 | the query has 'attr.a%00b'; allowed: text without control characters",
                "/api/logs?service=%ff | 400 | the query has '%ff'; allowed: UTF-8, percent-encoded",
                "/api/spans?colour=red&attr.x=y | 400 | the parameter 'colour' is not known here; allowed: after, "
                        + "attr., format, from, last_s, limit, min_duration_ms, operation, order, service, "
                        + "status, to, trace",
                "/health?verbose | 400 | the parameter 'verbose' is not known here; allowed: none",
                "/nothing | 404 | path is '/nothing'; allowed: /health, /api/traces, /api/traces/{trace_id},"
                        + " /api/spans, /api/spans/report, /api/calls, /api/metrics, /api/logs, /api/tape/metrics,"
                        + " /api/tape/logs, /api/lag, /api/lag/history, /api/rules, /api/rules/{rule}, /api/rules/events,"
                        + " /api/incidents, /metrics"
            })
    void aProblemNamesTheFieldTheValueAndWhatIsAllowed(String path, int status, String detail) throws Exception {
        HttpResponse<byte[]> response = running.api("GET", path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Running.json(response).get("detail").asString()).isEqualTo(detail);
        assertThat(Running.json(response).get("status").asInt()).isEqualTo(status);
        assertThat(Running.json(response).propertyNames()).containsExactly("type", "title", "status", "detail");
    }

    @Test
    void anotherMethodIsAProblemThatNamesTheAllowedOne() throws Exception {
        HttpResponse<byte[]> response = running.api("DELETE", "/api/traces");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
        assertThat(Running.json(response).get("detail").asString()).isEqualTo("method is 'DELETE'; allowed: GET");
    }
}
