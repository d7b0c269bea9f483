package dev.ardennes.policy.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// For each document and action the statements that may cover the action. Kept, since the same
/// documents and actions come back for every principal: one reference for each pair asked about.
///
/// Threads that ask for the same at once work out the same list twice and may keep either.
final class StatementIndex {
  private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final ConcurrentHashMap<String, Covering> byDocument = new ConcurrentHashMap<>();

  /// The lists of one document by the number of the action; absent where nobody has asked.
  private static final class Covering {
    private volatile AtomicReferenceArray<List<Document.Numbered>> lists =
        new AtomicReferenceArray<>(16);

    @Nullable List<Document.Numbered> known(int action) {
      AtomicReferenceArray<List<Document.Numbered>> now = lists;
      return action < now.length() ? now.get(action) : null;
    }

    synchronized void keep(int action, List<Document.Numbered> list) {
      AtomicReferenceArray<List<Document.Numbered>> now = lists;
      if (action >= now.length()) {
        AtomicReferenceArray<List<Document.Numbered>> larger =
            new AtomicReferenceArray<>(Math.max(action + 1, 2 * now.length()));
        for (int i = 0; i < now.length(); i++) {
          larger.setPlain(i, now.get(i));
        }
        now = larger;
        lists = larger;
      }
      now.set(action, list);
    }
  }

  List<Document.Numbered> candidates(Document document, String lowerAction) {
    int action = number(lowerAction);
    Covering covering = byDocument.get(document.id());
    if (covering == null) {
      covering = byDocument.computeIfAbsent(document.id(), id -> new Covering());
    }
    List<Document.Numbered> known = covering.known(action);
    if (known == null) {
      known = covering(document, lowerAction);
      covering.keep(action, known);
    }
    return known;
  }

  private int number(String action) {
    Integer known = numbers.get(action);
    return known != null ? known : numbers.computeIfAbsent(action, added -> next.getAndIncrement());
  }

  private static List<Document.Numbered> covering(Document document, String lowerAction) {
    List<Document.Numbered> covering = new ArrayList<>();
    for (Document.Numbered numbered : document.statements()) {
      PolicyStatement statement = numbered.statement();
      if (statement.unknown() != null || ActionMatch.possible(statement.action(), lowerAction)) {
        covering.add(numbered);
      }
    }
    return List.copyOf(covering);
  }
}
