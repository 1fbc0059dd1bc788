package dev.tailback.lab.profile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where most of the time went: what was done, and under which of the stage's own methods. */
public final class Places {
    private static final String OURS = "dev.tailback.";
    /** What all stages have in common leads everywhere, and so says nothing. */
    private static final List<String> COMMON =
            List.of("dev.tailback.events.", "dev.tailback.telemetry.", "dev.tailback.stage.", "dev.tailback.breakage.");

    private final Profile profile;

    public Places(Profile profile) {
        this.profile = profile;
    }

    /** @param share of the time of all threads, 0 to 1 */
    public record Place(double share, double millis, Activity activity, String under) {}

    private record Key(Activity activity, String under) {}

    /** The largest first. */
    public List<Place> largest(int count) {
        Map<Key, Double> millis = new LinkedHashMap<>();
        for (Profile.Stack stack : profile.stacks()) {
            millis.merge(new Key(stack.kind(), under(stack.frames())), stack.millis(), Double::sum);
        }
        double all = profile.millis();
        return millis.entrySet().stream()
                .sorted(Map.Entry.<Key, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(entry -> new Place(
                        entry.getValue() / all,
                        entry.getValue(),
                        entry.getKey().activity(),
                        entry.getKey().under()))
                .toList();
    }

    private static String under(List<String> frames) {
        return frames.reversed().stream()
                .filter(frame -> frame.startsWith(OURS) && COMMON.stream().noneMatch(frame::startsWith))
                .findFirst()
                .or(() -> frames.reversed().stream()
                        .filter(frame -> frame.startsWith(OURS))
                        .findFirst())
                .map(Places::brief)
                .orElse(frames.getFirst());
    }

    /** Without packages, and without telling a method from its lambdas. */
    private static String brief(String frame) {
        String method = frame.replace(" (lambda)", "");
        int type = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
        return method.substring(type + 1);
    }
}
