package dev.tailback.stage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.telemetry.Discretion;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnlessDiscreetTest {
    private final List<String> heard = new ArrayList<>();

    /** The filter of OpenTelemetry learns a stage's routes in init: not to call it costs every span its name. */
    @Test
    void whatItStandsBeforeIsBegunAndEndedWithIt() throws ServletException {
        Filter unless = new UnlessDiscreet(new Hearing(), new Discretion());

        unless.init(new Unasked());
        unless.destroy();

        assertThat(heard).containsExactly("init", "destroy");
    }

    /** Nobody asks it anything here. */
    private static final class Unasked implements FilterConfig {
        @Override
        public String getFilterName() {
            return "unasked";
        }

        @Override
        public ServletContext getServletContext() {
            throw new UnsupportedOperationException("there is no server here");
        }

        @Override
        public String getInitParameter(String name) {
            throw new UnsupportedOperationException("there is no server here");
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }

    private final class Hearing implements Filter {
        @Override
        public void init(FilterConfig config) {
            heard.add("init");
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
            heard.add("filter");
        }

        @Override
        public void destroy() {
            heard.add("destroy");
        }
    }
}
