package dev.tailback.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A stage that is started as an image starts it, with nothing said about breaking it. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateIT {
    private Storefront asInTheLab;
    private Storefront asAnImage;

    @BeforeAll
    void open(ShopServers servers) {
        asInTheLab = Storefront.open(servers, 20);
        asAnImage = Storefront.ofAnImage(
                servers, 20, "--tailback.seeded-bug=commit-before-work", "--tailback.failpoints=/nowhere");
    }

    @AfterAll
    void close() {
        asAnImage.close();
        asInTheLab.close();
    }

    @Test
    void everyPathThatBreaksOrChangesAStageIsAbsent() {
        Set<String> tried = new TreeSet<>();
        for (String request : requests()) {
            String path = request.substring(request.indexOf(' ') + 1);
            boolean isWrite = !request.startsWith("GET ");
            if (path.startsWith("/demo") || (path.startsWith("/admin") && isWrite)) {
                tried.add(request);
                assertThat(asAnImage.ask(request, "{}").status()).as(request).isEqualTo(404);
            }
        }
        assertThat(tried)
                .contains(
                        "GET /demo",
                        "POST /demo/enable-slow-queries",
                        "POST /demo/simulate-pool-exhaustion",
                        "POST /demo/enable-pool-exhaustion",
                        "POST /demo/reset",
                        "POST /demo/queries",
                        "PATCH /admin/pool",
                        "PATCH /admin/dispatch",
                        "PUT /admin/demo-clock",
                        "PUT /admin/replica",
                        "POST /admin/profile",
                        "DELETE /admin/profile");
    }

    @Test
    void anotherSpellingOfAPathOpensNothing() {
        for (String path : List.of(
                "/%61dmin/pool",
                "/admin/%70ool",
                "//admin/pool",
                "/admin//pool",
                "/carts/../admin/pool",
                "/admin/pool/",
                "/admin;x=1/pool",
                "/admin/./pool")) {
            assertThat(asAnImage.ask("PATCH " + path, "{\"maximum\":1}").status())
                    .as(path)
                    .isBetween(400, 405);
        }
        assertThat(asAnImage.get("/admin/pool").body().get("maximum").asInt()).isEqualTo(100);
    }

    @Test
    void whatTellsOfTheStageIsThere() {
        for (String path :
                List.of("/admin/pool", "/admin/dispatch", "/admin/demo-clock", "/admin/replica", "/admin/profile")) {
            assertThat(asAnImage.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void nothingThatBreaksIsWiredEvenIfTheEnvironmentAsksForIt() {
        ApplicationContext context = asAnImage.context();

        assertThat(breaking(asInTheLab.context())).isNotEmpty();
        assertThat(breaking(context)).isEmpty();
    }

    private static List<String> breaking(ApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(name -> context.getType(name, false))
                .filter(type ->
                        type != null && Stream.of("dev.tailback.breakage.").anyMatch(type.getName()::contains))
                .map(Class::getName)
                .toList();
    }

    private List<String> requests() {
        return Stream.of(asInTheLab, asAnImage)
                .flatMap(shop -> shop
                        .context()
                        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .keySet()
                        .stream())
                .flatMap(GateIT::requests)
                .distinct()
                .toList();
    }

    private static Stream<String> requests(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(path -> (methods.isEmpty() ? Set.of(RequestMethod.values()) : methods)
                        .stream().map(method -> method + " " + path));
    }
}
