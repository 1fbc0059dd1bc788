package dev.tailback.lab.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts every process of the lab once, under the nearest of its ancestors that has a name. */
public final class MemoryCensus {
    private final Map<Long, String> nameByPid;

    public MemoryCensus(Map<Long, String> nameByPid) {
        this.nameByPid = Map.copyOf(nameByPid);
    }

    public Map<String, Memory> take() {
        Map<Long, Long> parents = ProcessHandle.allProcesses()
                .filter(process -> process.parent().isPresent())
                .collect(Collectors.toMap(ProcessHandle::pid, MemoryCensus::parentOf));
        Map<String, Memory> byName = new HashMap<>();
        parents.keySet()
                .forEach(
                        pid -> owner(pid, parents).ifPresent(name -> byName.merge(name, Memory.of(pid), Memory::plus)));
        return byName;
    }

    private static Long parentOf(ProcessHandle process) {
        return process.parent().map(ProcessHandle::pid).orElse(0L);
    }

    private Optional<String> owner(long pid, Map<Long, Long> parents) {
        @Nullable Long ancestor = pid;
        // A pid can be reused while the list is read, so that in theory the chain could be a ring.
        for (int depth = 0; ancestor != null && depth < parents.size(); depth++) {
            String name = nameByPid.get(ancestor);
            if (name != null) {
                return Optional.of(name);
            }
            ancestor = parents.get(ancestor);
        }
        return Optional.empty();
    }
}
