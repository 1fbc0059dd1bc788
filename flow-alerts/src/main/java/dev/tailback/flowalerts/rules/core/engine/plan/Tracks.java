package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.engine.chain.Chain;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways through all stages of a rule, one of each stage: most rules have one. A chain keeps its state of each track
 * apart, since only within one can no older chain do better than the latest ({@link Chain}).
 *
 * @param leaves of each track and stage, null where one signal completes the stage and no memory is needed
 * @param bits of each track and stage, whatever concerns it
 * @param rings how many signals each ring holds
 * @param places track times stages plus stage, of each ring
 */
public record Tracks(Leaf[][] leaves, long[] bits, int[] rings, int[] places) {
    static Tracks of(List<Ways> stages) {
        List<List<List<Ways.Need>>> tracks = List.of(List.<List<Ways.Need>>of());
        for (Ways stage : stages) {
            List<List<List<Ways.Need>>> longer = new ArrayList<>();
            for (List<List<Ways.Need>> track : tracks) {
                for (List<Ways.Need> way : stage.ways()) {
                    ArrayList<List<Ways.Need>> next = new ArrayList<>(track);
                    next.add(way);
                    longer.add(next);
                }
            }
            tracks = longer;
        }
        List<List<Ways.Need>> places = tracks.stream().flatMap(List::stream).toList();
        Leaf[][] leaves = new Leaf[places.size()][];
        long[] bits = new long[places.size()];
        List<Integer> rings = new ArrayList<>();
        List<Integer> placeOfRing = new ArrayList<>();
        for (int place = 0; place < leaves.length; place++) {
            List<Ways.Need> way = places.get(place);
            for (Ways.Need need : way) {
                bits[place] |= need.bits();
            }
            if (way.size() > 1 || way.getFirst().atLeast() > 1) {
                leaves[place] = new Leaf[way.size()];
                for (int i = 0; i < way.size(); i++) {
                    leaves[place][i] =
                            new Leaf(rings.size(), way.get(i).bits(), way.get(i).atLeast());
                    rings.add(way.get(i).atLeast());
                    placeOfRing.add(place);
                }
            }
        }
        return new Tracks(leaves, bits, ints(rings), ints(placeOfRing));
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
