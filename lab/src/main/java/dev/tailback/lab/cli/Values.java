package dev.tailback.lab.cli;

import dev.tailback.lab.arrivals.RatePlan;
import dev.tailback.lab.arrivals.Share;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.journeys.PatienceRange;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.produce.Purchases;
import dev.tailback.lab.terminal.WrittenDuration;
import dev.tailback.lab.topics.Beginning;
import dev.tailback.lab.traces.TraceSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What may stand behind an option; picocli puts the option's name before the sentence. */
final class Values {
    static final int MOST_ORDERS = 200_000;
    static final int HIGHEST_RATE = 5_000;

    private Values() {}

    static final class PortBase implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, Ports.LOWEST_BASE, Ports.HIGHEST_BASE);
        }
    }

    static final class Products implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 9, 5_000_000);
        }
    }

    static final class Cores implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1, 1_024);
        }
    }

    static final class Orders implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1, MOST_ORDERS);
        }
    }

    static final class DeadLetters implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1, 10_000);
        }
    }

    static final class BenchOrders implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 100, 100_000);
        }
    }

    static final class BenchRounds implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1, 100);
        }
    }

    static final class LogLines implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 0, 100_000);
        }
    }

    static final class Partition implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 0, 100_000);
        }
    }

    static final class Records implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 1, 1_000_000);
        }
    }

    static final class From implements ITypeConverter<Beginning> {
        @Override
        public Beginning convert(String value) {
            try {
                return Beginning.of(value, Instant.now());
            } catch (IllegalArgumentException unclear) {
                throw refused(value, Beginning.ALLOWED);
            }
        }
    }

    static final class Rate implements ITypeConverter<Double> {
        private static final double LOWEST = 0.01;

        @Override
        public Double convert(String value) {
            return number(
                    value,
                    LOWEST,
                    HIGHEST_RATE,
                    "a number of orders per second from " + LOWEST + " to " + HIGHEST_RATE);
        }
    }

    static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return number(value, 0.1, 60, "demo minutes per real minute, from 0.1 to 60");
        }
    }

    static final class To implements ITypeConverter<Purchases.Way> {
        @Override
        public Purchases.Way convert(String value) {
            return switch (value) {
                case "http" -> Purchases.Way.HTTP;
                case "kafka" -> Purchases.Way.KAFKA;
                default -> throw refused(value, "http or kafka");
            };
        }
    }

    static final class Skew implements ITypeConverter<Double> {
        private static final double HIGHEST = 5;

        @Override
        public Double convert(String value) {
            return number(value, 0, HIGHEST, "a number from 0 (all alike) to 5 (nearly all buy one product)");
        }
    }

    static final class Seconds implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return number(value, 0.0001, 1_000_000, "seconds from 0.0001 to 1000000");
        }
    }

    static final class Percent implements ITypeConverter<Share> {
        @Override
        public Share convert(String value) {
            try {
                return Share.of(value);
            } catch (IllegalArgumentException noPercentage) {
                throw refused(value, Share.ALLOWED);
            }
        }
    }

    static final class JourneyWeights implements ITypeConverter<Weights> {
        @Override
        public Weights convert(String value) {
            try {
                return Weights.of(value);
            } catch (IllegalArgumentException noWeights) {
                throw refused(value, Weights.ALLOWED);
            }
        }
    }

    static final class ShoppersPatience implements ITypeConverter<PatienceRange> {
        @Override
        public PatienceRange convert(String value) {
            try {
                return PatienceRange.of(value);
            } catch (IllegalArgumentException unclear) {
                throw refused(value, PatienceRange.ALLOWED);
            }
        }
    }

    static final class Rpm implements ITypeConverter<RatePlan> {
        @Override
        public RatePlan convert(String value) {
            try {
                return RatePlan.of(value);
            } catch (IllegalArgumentException unclear) {
                throw refused(value, RatePlan.ALLOWED);
            }
        }
    }

    /** A share of traffic may be more than all of it. */
    static final class Budget implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            boolean isPercent = value.endsWith("%");
            String number = isPercent ? value.substring(0, value.length() - 1) : value;
            double highest = isPercent ? 1_000 : 10;
            double given = number(number, 0, highest, "a share of the checkouts from 0 to 10, such as 0.1 or 10%");
            return isPercent ? given / 100 : given;
        }
    }

    static final class Retries implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 0, 100);
        }
    }

    static final class ListToGet implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return number(value, 0, 100, "how many listings there are for each product, from 0 to 100");
        }
    }

    static final class Card implements ITypeConverter<CardShare> {
        @Override
        public CardShare convert(String value) {
            int middle = value.indexOf('=');
            if (middle > 0 && value.substring(0, middle).matches("\\d{12,19}")) {
                return new CardShare(value.substring(0, middle), new Percent().convert(value.substring(middle + 1)));
            }
            throw refused(value, "a card and the share of shoppers who have it, such as 4000000000000002=5%");
        }
    }

    /** So many shoppers have that card. */
    record CardShare(String card, Share share) {}

    static final class Pause implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return value.matches("0(ms|s|m|h)?") ? Duration.ZERO : new Span().convert(value);
        }
    }

    static final class OrderOrTrace implements ITypeConverter<TraceSubject> {
        private static final Pattern TRACE = Pattern.compile("[0-9a-fA-F]{32}");

        @Override
        public TraceSubject convert(String value) {
            if (TRACE.matcher(value).matches()) {
                return new TraceSubject.OfId(value.toLowerCase(Locale.ROOT));
            }
            if (!OrderId.WHOLE.matcher(value).matches()) {
                throw refused(
                        value,
                        "an order's UUID such as 01980a3c-7c1e-7000-8000-0123456789ab, or a trace id of 32 hexadecimal digits");
            }
            return new TraceSubject.OfOrder(UUID.fromString(value));
        }
    }

    static final class OrderId implements ITypeConverter<UUID> {
        // UUID.fromString takes 1-1-1-1-1 too.
        private static final Pattern WHOLE =
                Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        @Override
        public UUID convert(String value) {
            if (!WHOLE.matcher(value).matches()) {
                throw refused(value, "a UUID such as 01980a3c-7c1e-7000-8000-0123456789ab");
            }
            return UUID.fromString(value);
        }
    }

    static final class TraceId implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.matches("[0-9a-fA-F]{32}")) {
                throw refused(value, "32 hexadecimal digits such as 0af7651916cd43dd8448eb211c80319c");
            }
            return value.toLowerCase(Locale.ROOT);
        }
    }

    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return (long) whole(value, 0, Integer.MAX_VALUE);
        }
    }

    static final class Span implements ITypeConverter<Duration> {
        private static final Duration LONGEST = Duration.ofHours(24);

        @Override
        public Duration convert(String value) {
            Optional<Duration> span = WrittenDuration.parse(value);
            if (span.isPresent() && span.get().isPositive() && span.get().compareTo(LONGEST) <= 0) {
                return span.get();
            }
            throw refused(value, "a duration such as 500ms, 30s, 5m or 1h, at most 24h");
        }
    }

    /** As far back as anything may be kept. */
    static final class Age implements ITypeConverter<Duration> {
        private static final Duration LONGEST = Duration.ofDays(366);

        @Override
        public Duration convert(String value) {
            return WrittenDuration.parse(value)
                    .filter(age -> age.isPositive() && age.compareTo(LONGEST) <= 0)
                    .orElseThrow(() -> refused(value, "a duration such as 10m, 24h or 7d, at most 366d"));
        }
    }

    static final class WholeSeconds implements ITypeConverter<Duration> {
        private static final Duration LONGEST = Duration.ofMinutes(5);

        @Override
        public Duration convert(String value) {
            return WrittenDuration.parse(value)
                    .filter(length -> length.isPositive() && length.compareTo(LONGEST) <= 0)
                    .filter(length -> length.toMillis() % 1_000 == 0)
                    .orElseThrow(() -> refused(value, "whole seconds such as 20s or 2m, from 1s to 5m"));
        }
    }

    private static double number(String value, double lowest, double highest, String allowed) {
        try {
            double number = Double.parseDouble(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException text) {
            throw refused(value, allowed);
        }
        throw refused(value, allowed);
    }

    static final class Minutes implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?");

        @Override
        public Duration convert(String value) {
            if (FORM.matcher(value).matches() && Double.parseDouble(value) > 0) {
                return Duration.ofMillis(Math.round(Double.parseDouble(value) * 60_000));
            }
            throw refused(value, "minutes from 0.01 to 999.99");
        }
    }

    private static int whole(String value, int lowest, int highest) {
        try {
            int number = Integer.parseInt(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException text) {
            throw refused(value, "a whole number from " + lowest + " to " + highest);
        }
        throw refused(value, "a whole number from " + lowest + " to " + highest);
    }

    private static TypeConversionException refused(String value, String allowed) {
        return new TypeConversionException("'" + value + "' is not allowed: " + allowed);
    }
}
