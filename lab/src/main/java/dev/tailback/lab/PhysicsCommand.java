package dev.tailback.lab;

import dev.tailback.lab.physics.BlackFriday;
import dev.tailback.lab.physics.Interval;
import dev.tailback.lab.physics.RetryStorm;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "physics",
        header = "Says beforehand what an overload will do: the model of docs/physics.md.",
        description = "Nothing is started. Times are seconds, rates are per second.",
        subcommands = {PhysicsCommand.OfBlackFriday.class, PhysicsCommand.OfRetryStorm.class},
        synopsisSubcommandLabel = "MODEL")
final class PhysicsCommand implements Runnable {
    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    @Command(
            name = "black-friday",
            header = "Indexes gone from minute 15, pools small and stock without its index from 20, repaired at 30.")
    static final class OfBlackFriday implements Callable<Integer> {
        @Mixin
        private final Form form = new Form();

        @Option(
                names = "--minute",
                defaultValue = "12",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "A demo minute, in seconds (${DEFAULT-VALUE}).")
        private double minute;

        @Option(
                names = "--listing",
                defaultValue = "2",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "What a listing costs a core without its index (${DEFAULT-VALUE}).")
        private double listing;

        @Option(
                names = "--page",
                defaultValue = "0.04",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "What a product's page costs a core without it (${DEFAULT-VALUE}).")
        private double page;

        @Option(
                names = "--reservation",
                defaultValue = "0.2",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "What setting stock aside costs a core without its index (${DEFAULT-VALUE}).")
        private double reservation;

        @Option(
                names = "--listings",
                defaultValue = "0.1",
                converter = Values.Rate.class,
                paramLabel = "R",
                description = "Listings from the peak on (${DEFAULT-VALUE}).")
        private double listings;

        @Option(
                names = "--checkouts",
                defaultValue = "5",
                converter = Values.Rate.class,
                paramLabel = "R",
                description = "Checkouts from the peak on (${DEFAULT-VALUE}).")
        private double checkouts;

        @Option(
                names = "--patience",
                defaultValue = "5",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "Of the least patient (${DEFAULT-VALUE}).")
        private double leastPatience;

        @Option(
                names = "--longest-patience",
                defaultValue = "60",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "Of the most patient (${DEFAULT-VALUE}).")
        private double mostPatience;

        @Option(
                names = "--seed",
                defaultValue = "1",
                converter = Values.Seed.class,
                paramLabel = "N",
                description = "Who is how patient (${DEFAULT-VALUE}).")
        private long seed;

        @Override
        public Integer call() {
            if (mostPatience < leastPatience) {
                throw new dev.tailback.lab.terminal.Refusal("--longest-patience " + mostPatience
                        + " is not allowed: at least --patience, which is " + leastPatience);
            }
            var model = new BlackFriday(
                    minute, listing, page, reservation, listings, checkouts, leastPatience, mostPatience);
            show(form, "minute", minute, model.predict(seed));
            return 0;
        }
    }

    @Command(
            name = "retry-storm",
            header = "A provider that is slow from second 60 to 90, asked within the transaction, two at once.")
    static final class OfRetryStorm implements Callable<Integer> {
        @Mixin
        private final Form form = new Form();

        @Option(
                names = "--checkouts",
                defaultValue = "6",
                converter = Values.Rate.class,
                paramLabel = "R",
                description = "Checkouts of shoppers who come for the first time (${DEFAULT-VALUE}).")
        private double checkouts;

        @Option(
                names = "--provider",
                defaultValue = "0.2",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "How long the provider usually takes (${DEFAULT-VALUE}).")
        private double provider;

        @Option(
                names = "--slow-provider",
                defaultValue = "1",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "How long it takes while it is slow (${DEFAULT-VALUE}).")
        private double slowProvider;

        @Option(
                names = "--patience",
                defaultValue = "10",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "How long shoppers wait (${DEFAULT-VALUE}).")
        private double patience;

        @Option(
                names = "--retries",
                defaultValue = "2",
                converter = Values.Retries.class,
                paramLabel = "N",
                description = "How often they come again; 0 is the control arm (${DEFAULT-VALUE}).")
        private int retries;

        @Option(
                names = "--cure-at",
                defaultValue = "1000000",
                converter = Values.Seconds.class,
                paramLabel = "S",
                description = "When a retry budget makes them stop that (never).",
                showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
        private double cureAt;

        @Override
        public Integer call() {
            show(
                    form,
                    "second",
                    1,
                    new RetryStorm(checkouts, provider, slowProvider, patience, retries, cureAt).predict(1));
            return 0;
        }
    }

    /** How the prediction is printed. */
    static final class Form {
        @Option(names = "--tsv", description = "Columns between tabs, for a program.")
        private boolean tsv;

        void print(Table table) {
            (tsv ? table.tabbed() : table.lines()).forEach(Terminal.ofThisProcess()::line);
        }
    }

    private static void show(Form form, String unit, double seconds, List<Interval> intervals) {
        Table table = new Table(
                unit,
                "checkouts",
                "failed %",
                "in consumer",
                "listing p95 s",
                "refused",
                "lag",
                "catalog pool %",
                "inventory pool %");
        for (Interval interval : intervals) {
            table.row(
                    String.valueOf(Math.round(interval.from() / seconds)),
                    String.valueOf(interval.checkouts()),
                    percent(interval.failureRate()),
                    String.valueOf(interval.failedInConsumer()),
                    Double.isNaN(interval.listingP95())
                            ? ""
                            : String.format(Locale.ROOT, "%.2f", interval.listingP95()),
                    String.valueOf(interval.listingsRefused()),
                    String.valueOf(interval.lag()),
                    percent(interval.catalogPool()),
                    percent(interval.inventoryPool()));
        }
        form.print(table);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }
}
