package dev.tailback.flowalerts.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tailback.flowalerts.incidents.casefile.Written;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** A line of the journal. Of one incident the latest line holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kept")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Kept.OfIncident.class, name = "incident"),
    @JsonSubTypes.Type(value = Kept.OfSilence.class, name = "silence"),
    @JsonSubTypes.Type(value = Kept.Forgotten.class, name = "forgotten"),
    @JsonSubTypes.Type(value = Kept.Told.class, name = "told")
})
sealed interface Kept {
    record OfIncident(Incident incident) implements Kept {}

    record OfSilence(Silence silence) implements Kept {}

    /** One that was pending and never fired. */
    record Forgotten(String id) implements Kept {}

    /**
     * Somebody has taken a message.
     *
     * @param to a name that does not tell the address
     */
    record Told(String to, String delivery) implements Kept {}

    default byte[] line() {
        return Written.JSON.writeValueAsBytes(this);
    }

    /** Empty where a line is whole and still says nothing that this version knows. */
    static Optional<Kept> read(byte[] line) {
        try {
            return Optional.of(Written.JSON.readValue(line, Kept.class));
        } catch (JacksonException wrong) {
            Logger log = LoggerFactory.getLogger(Kept.class);
            log.warn(
                    "a line of the journal of incidents says nothing that is known: {}",
                    new String(line, 0, Math.min(line.length, 200), UTF_8),
                    wrong);
            return Optional.empty();
        }
    }
}
