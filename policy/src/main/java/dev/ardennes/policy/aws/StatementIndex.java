package dev.ardennes.policy.aws;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// For each document and action the statements that may cover the action. Kept, since the same
/// documents and actions come back for every principal: one reference for each pair asked about.
///
/// Threads that ask for the same at once work out the same list twice and may keep either.
final class StatementIndex {
  private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final ConcurrentHashMap<String, Covering> byDocument = new ConcurrentHashMap<>();

  /// The lists of one document by the number of the action; null where nobody has asked.
  private static final class Covering {
    volatile @Nullable List<Document.Numbered>[] lists = empty();

    @SuppressWarnings("unchecked")
    private static @Nullable List<Document.Numbered>[] empty() {
      return new List[16];
    }
  }

  List<Document.Numbered> candidates(Document document, String lowerAction) {
    int action = number(lowerAction);
    Covering covering = byDocument.get(document.id());
    if (covering == null) {
      covering = byDocument.computeIfAbsent(document.id(), id -> new Covering());
    }
    @Nullable List<Document.Numbered>[] lists = covering.lists;
    if (action >= lists.length) {
      lists = Arrays.copyOf(lists, Math.max(action + 1, 2 * lists.length));
      covering.lists = lists;
    }
    List<Document.Numbered> known = lists[action];
    if (known == null) {
      known = covering(document, lowerAction);
      lists[action] = known;
    }
    return known;
  }

  private int number(String action) {
    Integer known = numbers.get(action);
    return known != null ? known : numbers.computeIfAbsent(action, added -> next.getAndIncrement());
  }

  private static List<Document.Numbered> covering(Document document, String lowerAction) {
    return document.statements().stream()
        .filter(
            numbered ->
                numbered.statement().unknown() != null
                    || ActionMatch.possible(numbered.statement().action(), lowerAction))
        .toList();
  }
}
