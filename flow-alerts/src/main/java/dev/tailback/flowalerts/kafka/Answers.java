package dev.tailback.flowalerts.kafka;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka answers. */
final class Answers {
    private Answers() {}

    static <T> T of(String question, KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw unanswered(question, e);
        }
    }

    /** Empty where what was asked for is gone meanwhile, or is not for our eyes. */
    static <T> Optional<T> ifThere(String question, KafkaFuture<T> answer) throws InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw unanswered(question, e);
        }
    }

    private static KafkaException unanswered(String question, ExecutionException e) {
        return new KafkaException("Kafka does not tell " + question + ": " + Reasons.of(e), e);
    }
}
