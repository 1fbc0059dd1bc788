package dev.tailback.lab.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A JVM that holds a child and waits to be killed. Arguments: the log, the pid file and the child's command. */
final class LeashedSleep {
    public static void main(String[] args) throws Exception {
        List<String> argv = List.of(args).subList(2, args.length);
        Leash.start(new Leash.Command(argv, Map.of(), Path.of(args[0]), Path.of(args[1])));
        new CountDownLatch(1).await();
    }
}
