package dev.ardennes.policy.aws;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// For each document and action the statements that may cover the action. Kept, since the same
/// documents and actions come back for every principal.
final class StatementIndex {
  private static final int LIMIT = 500_000;

  private final ConcurrentHashMap<Key, List<Document.Numbered>> candidates =
      new ConcurrentHashMap<>();

  private record Key(String document, String action) {}

  List<Document.Numbered> candidates(Document document, String lowerAction) {
    Key key = new Key(document.id(), lowerAction);
    List<Document.Numbered> known = candidates.get(key);
    if (known != null) {
      return known;
    }
    List<Document.Numbered> found =
        document.statements().stream()
            .filter(
                numbered ->
                    numbered.statement().unknown() != null
                        || ActionMatch.possible(numbered.statement().action(), lowerAction))
            .toList();
    if (candidates.size() < LIMIT) {
      candidates.put(key, found);
    }
    return found;
  }
}
