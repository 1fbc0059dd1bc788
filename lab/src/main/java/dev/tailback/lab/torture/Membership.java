package dev.tailback.lab.torture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/** Who is in a consumer group for good, and has partitions. */
final class Membership implements AutoCloseable {
    private final Admin admin;
    private final String group;

    Membership(String bootstrapServers, String group) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.group = group;
    }

    Set<String> members() throws IOException, InterruptedException {
        return described().stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    /** Whether one of them was thrown out, and those who are left have partitions. */
    boolean isWithout(Set<String> before) throws IOException, InterruptedException {
        List<MemberDescription> now = described();
        return now.size() < before.size()
                && now.stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    private List<MemberDescription> described() throws IOException, InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(described -> described.members().stream())
                    .filter(member -> !member.clientId().startsWith(Rebalances.VISITOR))
                    .toList();
        } catch (ExecutionException failed) {
            throw new IOException("group " + group + " could not be described", failed.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
