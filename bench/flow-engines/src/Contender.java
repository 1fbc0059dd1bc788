import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;

/** An engine that is measured. */
interface Contender {
    /** Takes all spans of a load in its order; what is measured is this. */
    Result run(Load load) throws Exception;

    /** @param complete rule and order of each chain that was told */
    record Result(long nanos, Set<String> complete) {}

    /** Of the processor, by all threads of this process, the collector's included: neighbours on the machine do not count. */
    static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
