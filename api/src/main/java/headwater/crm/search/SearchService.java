package headwater.crm.search;

import headwater.crm.permission.Viewer;
import headwater.crm.record.Searchable;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Found;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;

import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Asks every kind of record, and takes turns among their answers. */
@Service
public class SearchService {
    private final List<Searchable> kinds;

    SearchService(List<Searchable> kinds) {
        this.kinds = kinds.stream().sorted(Comparator.comparing(Searchable::type)).toList();
    }

    /**
     * The best of each kind, then the second best of each, and so on; so that a common word in one
     * kind does not hide the others. One statement per kind.
     *
     * @param types all when empty
     * @throws BadInput if there is nothing to search for
     */
    public List<Found> search(Viewer viewer, SearchText text, Set<RecordType> types, int limit) {
        List<List<Found>> answers =
                kinds.stream()
                        .filter(kind -> types.isEmpty() || types.contains(kind.type()))
                        .map(kind -> kind.search(viewer, text, limit))
                        .toList();
        List<Found> found = new ArrayList<>();
        for (int rank = 0; rank < limit; rank++) {
            for (List<Found> answer : answers) {
                if (rank < answer.size()) {
                    found.add(answer.get(rank));
                }
            }
        }
        return found.subList(0, Math.min(found.size(), limit));
    }
}
