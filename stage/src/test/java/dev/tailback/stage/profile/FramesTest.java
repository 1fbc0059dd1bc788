package dev.tailback.stage.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String ENTRANCE = "dev.tailback.stage.profile.RequestsAtWork";

    @Test
    void ofAStackTheEntranceAndWhatIsAroundItIsLeftOut() {
        assertThat(names(
                        "dev.tailback.catalog.products.Products.search",
                        ENTRANCE + ".doFilterInternal",
                        "dev.tailback.stage.http.CrowdLimit.doFilterInternal",
                        "java.lang.VirtualThread.run"))
                .containsExactly("dev.tailback.catalog.products.Products.search");
    }

    @Test
    void betweenOurFramesNothingElseIsShown() {
        assertThat(names(
                        "dev.tailback.catalog.products.Products.search",
                        "java.lang.reflect.Method.invoke",
                        "org.springframework.web.servlet.DispatcherServlet.doDispatch",
                        "dev.tailback.catalog.products.ProductsHttp.search",
                        ENTRANCE + ".doFilterInternal"))
                .containsExactly(
                        "dev.tailback.catalog.products.ProductsHttp.search",
                        "dev.tailback.catalog.products.Products.search");
    }

    @Test
    void atTheEndStandWhomWeCalledWhoWaitsAtLastAndHow() {
        assertThat(names(
                        "java.lang.VirtualThread.park",
                        "sun.nio.ch.NioSocketImpl.read",
                        "java.net.Socket$SocketInputStream.read",
                        "org.postgresql.core.VisibleBufferedInputStream.readMore",
                        "org.postgresql.jdbc.PgPreparedStatement.executeQuery",
                        "com.zaxxer.hikari.pool.HikariProxyPreparedStatement.executeQuery",
                        "org.springframework.jdbc.core.JdbcTemplate.execute",
                        "org.springframework.jdbc.core.simple.DefaultJdbcClient.list",
                        "dev.tailback.catalog.products.Products.search",
                        ENTRANCE + ".doFilterInternal"))
                .containsExactly(
                        "dev.tailback.catalog.products.Products.search",
                        "org.springframework.jdbc.core.simple.DefaultJdbcClient.list",
                        "org.postgresql.jdbc.PgPreparedStatement.executeQuery",
                        "java.net.Socket$SocketInputStream.read");
    }

    @Test
    void workThatHasOnlyBegunHasNoFramesOfOurs() {
        assertThat(names("org.apache.catalina.Filter.doFilter", ENTRANCE + ".doFilterInternal", "java.lang.Thread.run"))
                .containsExactly("org.apache.catalina.Filter.doFilter");
        assertThat(names(ENTRANCE + ".doFilterInternal")).isEmpty();
    }

    @Test
    void whatCompilersAndProxiesCountUpIsNotInAName() {
        assertThat(names(
                        "dev.tailback.catalog.products.Products.lambda$search$12",
                        "dev.tailback.catalog.products.Products.search",
                        "dev.tailback.catalog.products.Products$$SpringCGLIB$$0.search",
                        "dev.tailback.catalog.products.$Proxy81.search",
                        ENTRANCE + ".doFilterInternal"))
                .containsExactly(
                        "dev.tailback.catalog.products.Products.search",
                        "dev.tailback.catalog.products.Products.search (lambda)");
    }

    @Test
    void aBottomlessRecursionIsCut() {
        List<String> frames = Frames.of(
                Stream.iterate(0, number -> number + 1)
                        .limit(10_000)
                        .map(number -> frame("dev.tailback.catalog.Endless.step" + number))
                        .toArray(StackTraceElement[]::new),
                ENTRANCE);

        assertThat(frames).hasSize(100);
    }

    private static List<String> names(String... innermostFirst) {
        return Frames.of(Stream.of(innermostFirst).map(FramesTest::frame).toArray(StackTraceElement[]::new), ENTRANCE);
    }

    private static StackTraceElement frame(String name) {
        int dot = name.lastIndexOf('.');
        return new StackTraceElement(name.substring(0, dot), name.substring(dot + 1), "Test.java", 1);
    }
}
