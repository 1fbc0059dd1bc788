package dev.tailback.stage.profile;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** Profiles of a stage; docs/profile.md shows one. */
@Configuration(proxyBeanMethods = false)
@Import(ProfileHttp.class)
public class ProfileConfiguration {
    @Bean
    static ThreadsAtWork threadsAtWork() {
        return new ThreadsAtWork();
    }

    @Bean
    Profiler profiler(ThreadsAtWork threads) {
        return new Profiler(threads);
    }

    /** Behind those that make a request what it is, or turn it away. */
    @Bean
    FilterRegistrationBean<RequestsAtWork> requestsAtWork(ThreadsAtWork threads) {
        FilterRegistrationBean<RequestsAtWork> filter = new FilterRegistrationBean<>(new RequestsAtWork(threads));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 4);
        return filter;
    }
}
