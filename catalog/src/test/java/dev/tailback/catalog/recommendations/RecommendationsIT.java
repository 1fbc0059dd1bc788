package dev.tailback.catalog.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.catalog.Storefront;
import dev.tailback.catalog.Storefront.Answer;
import dev.tailback.lab.testing.KeptSpans;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.lab.testing.StageSpans;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Recommendations by a model that lives elsewhere, and is as good, as slow and as mad as such models are. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendationsIT {
    private static final String SECRET = "sk-nobody-sees-this";
    private static final String CONTEXT = "something to hear, my PIN is 4711";
    private static final String WANTED = "{\"user_id\":\"ann\",\"user_context\":\"" + CONTEXT + "\"}";

    private final KeptSpans spans = StageSpans.kept();
    private FakeModel model;
    private Storefront shop;

    @BeforeAll
    void start(ShopServers servers) throws IOException {
        model = new FakeModel();
        shop = StageSpans.of(() -> Storefront.open(
                servers,
                500,
                "--tailback.chat.url=" + model.url(),
                "--tailback.chat.model=fake-1",
                "--tailback.chat.api-key=" + SECRET,
                "--tailback.chat.timeout=1500ms",
                "--tailback.chat.at-once=2"));
    }

    @BeforeEach
    void beSensible() {
        model.behave(FakeModel::sensible);
        spans.forget();
    }

    @AfterAll
    void stop() {
        shop.close();
        model.close();
    }

    @Test
    void aModelIsAskedWhatToLookForAndWhichOfItToRecommend() {
        Answer answer = recommend();

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<JsonNode> products = List.copyOf(answer.body().get("products").values());
        assertThat(products).hasSize(1).allSatisfy(product -> {
            assertThat(product.get("category").asString()).isEqualTo("audio");
            assertThat(product.at("/price/cents").asLong()).isLessThanOrEqualTo(15_000);
        });
        assertThat(answer.body().get("user_id").asString()).isEqualTo("ann");
        assertThat(answer.body().get("model").asString()).isEqualTo("fake-1");
        assertThat(answer.body().toString()).doesNotContain("SKU-77777");
        assertThat(model.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.authorization()).isEqualTo("Bearer " + SECRET);
            assertThat(call.traceparent())
                    .contains(answer.body().get("trace_id").asString());
            assertThat(call.body().get("model").asString()).isEqualTo("fake-1");
        });
    }

    @Test
    void theTraceShowsChatQueryChatAndNothingThatWasSaid() {
        String trace = recommend().body().get("trace_id").asString();

        SpanData request = spans.await(
                span -> span.getTraceId().equals(trace) && span.getName().equals("POST /api/recommendations"));
        List<SpanData> steps = spans.find(span -> span.getParentSpanId().equals(request.getSpanId()));
        assertThat(request.getAttributes().asMap())
                .containsKeys(Names.QUERY_PRICE_MIN, Names.QUERY_SUCCESS, Names.RESULTS_COUNT);
        assertThat(steps)
                .extracting(SpanData::getName)
                .containsExactly("chat fake-1", "SELECT tailback.products", "chat fake-1");
        assertThat(Stream.of(steps.getFirst(), steps.getLast())).allSatisfy(chat -> {
            assertThat(chat.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(chat.getAttributes().asMap())
                    .containsEntry(Names.GEN_AI_OPERATION, "chat")
                    .containsEntry(Names.GEN_AI_PROVIDER, "openai")
                    .containsEntry(Names.GEN_AI_REQUEST_MODEL, "fake-1")
                    .containsEntry(Names.GEN_AI_RESPONSE_MODEL, "fake-1-2026")
                    .containsEntry(Names.GEN_AI_FINISH_REASONS, List.of("stop"))
                    .containsEntry(Names.GEN_AI_INPUT_TOKENS, 17L)
                    .containsEntry(Names.GEN_AI_OUTPUT_TOKENS, 4L)
                    .containsEntry(ServerAttributes.SERVER_ADDRESS, "127.0.0.1")
                    .containsKey(ServerAttributes.SERVER_PORT);
        });
        assertThat(spans.find(span -> span.getTraceId().equals(trace)).toString())
                .doesNotContain("my PIN is 4711", "to hear", "SKU-", SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | answered 401: look at CHAT_API_KEY",
                "404 | answered 404: look at CHAT_URL and CHAT_MODEL",
                "429 | answered 429: it is asked more often",
                "500 | answered 500",
                "302 | answered 302",
            })
    void aModelThatRefusesIsToldByItsStatus(int status, String detail) {
        model.behave((exchange, asked) -> FakeModel.tell(exchange, status, "{\"error\":\"" + SECRET + "\"}"));

        assertFails(502, detail, String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>It works!</html>",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":{\"content\":null}}]}",
                "[[[[",
            })
    void anAnswerThatIsNoCompletionIsNone(String body) {
        model.behave((exchange, asked) -> FakeModel.tell(exchange, 200, body));

        assertFails(502, "the chat model", "unusable_answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I cannot help with that.", "{not json}", "", "{{{{", "}{"})
    void wordsInsteadOfTheJsonThatWasAskedForAreOfNoUse(String said) {
        model.behave((exchange, asked) -> FakeModel.say(exchange, said));

        recommend().assertProblem(502, "the chat model answered with");
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() {
        model.behave((exchange, asked) -> FakeModel.say(exchange, "{" + "x".repeat(300_000) + "}"));

        assertFails(502, "answer not be read", "java.io.IOException");
    }

    @Test
    void aModelThatHangsUpIsAFailureOfItsOwn() {
        model.behave((exchange, asked) -> {});

        assertFails(502, "could not be asked", "java.io.IOException");
    }

    @Test
    void aSlowModelHoldsNeitherAConnectionNorThePlacesOfOthers() {
        model.behave(model::thinkOn);
        List<CompletableFuture<Answer>> waiting = Stream.of(1, 2)
                .map(n -> CompletableFuture.supplyAsync(this::recommend))
                .toList();
        await().until(() -> model.calls().size() == 2);

        assertThat(shop.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections())
                .isZero();
        recommend().assertProblem(503, "2 recommendations are being made already");
        assertThat(shop.post("/carts", "{}").status()).isEqualTo(201);

        assertThat(waiting).allSatisfy(each -> {
            each.join().assertProblem(504, "gave no answer within 1500 ms");
            assertThat(chat(each.join()).getAttributes().get(ErrorAttributes.ERROR_TYPE))
                    .isEqualTo("timeout");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_context\":\"books\"}                     | user_id must be text of 1 to 100 characters, but was missing",
                "{\"user_id\":\" \",\"user_context\":\"books\"}   | user_id must be text of 1 to 100 characters",
                "{\"user_id\":\"ann\"}                            | user_context must be text of 1 to 1000 characters, but was missing",
                "{\"user_id\":\"ann\",\"user_context\":{\"a\":1}} | user_context",
                "{\"user_id\":\"ann\",\"context\":\"books\"}      | context must be one of [",
                "{\"user_id\":                                    | the body is not JSON",
                "[]                                               | body",
            })
    void aWrongRequestIsToldByFieldValueAndWhatIsAllowed(String body, String detail) {
        shop.post("/api/recommendations", body).assertProblem(400, detail);
        assertThat(model.calls()).isEmpty();
    }

    @Test
    void aContextThatIsTooLongIsRefusedAndNotRepeated() {
        Answer answer = shop.post(
                "/api/recommendations", "{\"user_id\":\"ann\",\"user_context\":\"" + "x".repeat(1_001) + "\"}");

        answer.assertProblem(400, "user_context must be text of 1 to 1000 characters");
        assertThat(answer.body().toString()).hasSizeLessThan(500);
    }

    private Answer recommend() {
        return shop.post("/api/recommendations", WANTED);
    }

    private void assertFails(int status, String detail, String errorType) {
        Answer answer = recommend();

        answer.assertProblem(status, detail);
        assertThat(answer.body().toString()).doesNotContain(SECRET);
        SpanData chat = chat(answer);
        assertThat(chat.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(chat.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo(errorType);
        assertThat(shop.get("/products?limit=1").status()).isEqualTo(200);
    }

    private SpanData chat(Answer answer) {
        String trace = answer.body().get("trace_id").asString();
        return spans.await(
                span -> span.getTraceId().equals(trace) && span.getName().equals("chat fake-1"));
    }
}
