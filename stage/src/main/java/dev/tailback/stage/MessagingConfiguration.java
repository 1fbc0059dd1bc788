package dev.tailback.stage;

import dev.tailback.events.Topics;
import dev.tailback.stage.consumer.PatientConsumer;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.inbox.DeadLetters;
import dev.tailback.stage.inbox.Dispatch;
import dev.tailback.stage.inbox.DispatchSettings;
import dev.tailback.stage.inbox.HeldPartitions;
import dev.tailback.stage.inbox.Inbox;
import dev.tailback.stage.inbox.ReadAgain;
import dev.tailback.stage.outbox.Outbox;
import dev.tailback.stage.profile.ThreadsAtWork;
import dev.tailback.stage.retention.RetentionSettings;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.SpanExport;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.kafkaclients.v2_6.KafkaTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The two halves of reliable messaging, wired for one stage. Its name is its group, its role and its schema. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class MessagingConfiguration {
    private final String stage;

    MessagingConfiguration(@Value("${spring.application.name}") String stage) {
        this.stage = stage;
    }

    @Bean
    Outbox outbox(Database database) {
        return new Outbox(database);
    }

    @Bean
    Inbox inbox(Database database, RetentionSettings retention, Clock clock) {
        return new Inbox(database, () -> clock.instant().minus(retention.inbox()));
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    HeldPartitions heldPartitions(Clock clock, Meter meter) {
        HeldPartitions held = new HeldPartitions(clock);
        meter.gaugeBuilder(Names.STANDING_PARTITIONS)
                .ofLongs()
                .setUnit("{partition}")
                .setDescription("Partitions that stand still at a record whose dead letter the broker does not take.")
                .buildWithCallback(result -> result.record(held.standing().size()));
        return held;
    }

    @Bean
    DeadLetters deadLetters(KafkaTemplate<byte[], byte[]> kafka) {
        return new DeadLetters(kafka, stage);
    }

    /** Found by Spring Boot, and given to every listener's container. */
    @Bean
    CommonErrorHandler readAgain(HeldPartitions held) {
        return new ReadAgain(held);
    }

    @Bean(destroyMethod = "stop")
    Dispatch dispatch(
            Environment environment,
            TransactionTemplate transactions,
            Inbox inbox,
            DeadLetters deadLetters,
            HeldPartitions held,
            Tracer tracer,
            SpanExport spanExport,
            ThreadsAtWork threads) {
        DispatchSettings settings = Binder.get(environment)
                .bind("tailback.dispatch", DispatchSettings.class)
                .get();
        return new Dispatch(stage, settings, transactions, inbox, deadLetters, held, tracer, spanExport, threads);
    }

    /** The shop's topics and those for dead letters: whichever stage starts first makes what another one reads. */
    @Bean
    KafkaAdmin.NewTopics topics(RetentionSettings retention) {
        return new KafkaAdmin.NewTopics(Stream.concat(Topics.ALL.stream(), Topics.allDead().stream())
                .map(topic -> topic(topic, Topics.isDead(topic) ? retention.deadLetters() : retention.topics()))
                .toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, Duration kept) {
        return TopicBuilder.name(name)
                .partitions(Topics.PARTITIONS)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()))
                .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.largest(name)))
                .config(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed")
                .config(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(RetentionSettings.SEGMENT.toMillis()))
                .build();
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer tracedProducers(OpenTelemetry openTelemetry) {
        KafkaTelemetry telemetry = KafkaTelemetry.create(openTelemetry);
        return factory -> traced(factory, telemetry);
    }

    private static <K, V> void traced(DefaultKafkaProducerFactory<K, V> factory, KafkaTelemetry telemetry) {
        factory.addPostProcessor(telemetry::wrap);
    }

    @Bean
    DefaultKafkaConsumerFactoryCustomizer patientConsumers(HeldPartitions held) {
        return factory -> patient(factory, held);
    }

    private static <K, V> void patient(DefaultKafkaConsumerFactory<K, V> factory, HeldPartitions held) {
        factory.addPostProcessor(PatientConsumer::of);
        factory.addPostProcessor(held::before);
    }
}
