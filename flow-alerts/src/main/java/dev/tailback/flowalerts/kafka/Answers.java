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
        } catch (ExecutionException failure) {
            throw unanswered(question, failure);
        }
    }

    /** Empty where what was asked for is gone meanwhile, or is not for our eyes. */
    static <T> Optional<T> ifThere(String question, KafkaFuture<T> answer) throws InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException
                    || failure.getCause() instanceof UnknownTopicOrPartitionException
                    || failure.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw unanswered(question, failure);
        }
    }

    private static KafkaException unanswered(String question, ExecutionException e) {
        return new KafkaException("Kafka does not tell " + question + ": " + Reasons.of(e), e);
    }
}
