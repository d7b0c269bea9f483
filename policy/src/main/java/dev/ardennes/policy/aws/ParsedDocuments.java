package dev.ardennes.policy.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Policy documents, parsed when they are first looked at: of a large account most never are. Safe
/// for use by several threads.
final class ParsedDocuments {
  private final Map<String, Raw> raw;
  private final Map<String, Document> parsed = new ConcurrentHashMap<>();
  private final DocumentParser parser = new DocumentParser();

  /// A document as it arrives: its language version and its statements as JSON text, or why it is
  /// not known.
  record Raw(String version, List<Statement> statements, @Nullable String unknown) {}

  /// One statement as it arrives.
  record Statement(String factId, String json) {}

  ParsedDocuments(Map<String, Raw> raw) {
    this.raw = new LinkedHashMap<>(raw);
  }

  /// The document; one that is not known where nobody declared it.
  Document of(String id) {
    Document known = parsed.get(id);
    if (known != null) {
      return known;
    }
    Raw text = raw.get(id);
    return text == null
        ? Document.unknown(id, "the policy `" + id + "`")
        : parsed.computeIfAbsent(id, key -> parse(key, text));
  }

  private Document parse(String id, Raw text) {
    synchronized (parser) {
      return parser.parse(id, text);
    }
  }

  /// The statements that could not be read; parses all.
  List<String> problems() {
    return raw.keySet().stream().flatMap(id -> of(id).problems().stream()).toList();
  }
}
