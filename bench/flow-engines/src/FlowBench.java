import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Locale;

/** Measures one engine with one load: FlowBench ENGINE RULES in-order|late SPANS ROUNDS. */
final class FlowBench {
    private FlowBench() {}

    public static void main(String[] args) throws Exception {
        var load = Load.of(Integer.parseInt(args[3]), Integer.parseInt(args[1]), args[2].equals("late"));
        var rounds = Integer.parseInt(args[4]);
        if (args[0].equals("bytes")) {
            System.out.printf(Locale.ROOT, "bytes\t%d\t%s\t%s%n", load.rules(), args[2], bytesPerKey(load));
            return;
        }
        var contender = (Contender)
                Class.forName(args[0]).getDeclaredConstructor().newInstance();
        var rates = new double[rounds];
        var verdicts = "";
        for (var i = 0; i < rounds; i++) {
            var result = contender.run(load);
            rates[i] = load.spans().size() / (result.nanos() / 1e9);
            var missed = load.complete().stream().filter(chain -> !result.complete().contains(chain)).count();
            var wrong = result.complete().stream().filter(chain -> !load.complete().contains(chain)).count();
            verdicts = missed + wrong == 0
                    ? "right, " + result.complete().size()
                    : "WRONG: %d missed, %d false of %d".formatted(missed, wrong, load.complete().size());
        }
        var measured = Arrays.copyOfRange(rates, rounds / 2, rounds);
        Arrays.sort(measured);
        System.out.printf(
                Locale.ROOT,
                "%s\t%d\t%s\t%,.0f\t%s%n",
                args[0],
                load.rules(),
                args[2],
                measured[measured.length / 2],
                verdicts);
    }

    private static String bytesPerKey(Load load) {
        var signals = Tailback.signals(load);
        var before = heap();
        var engine = Tailback.engine(load);
        for (var signal : signals) {
            engine.accept(0, signal, signal.timeNanos());
        }
        engine.advanceTo(signals[signals.length - 1].timeNanos() + 1);
        var after = heap();
        Reference.reachabilityFence(signals);
        var keys = engine.counts().keys();
        return "%d bytes a key, %,d keys".formatted((after - before) / keys, keys);
    }

    private static long heap() {
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
