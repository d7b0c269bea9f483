package dev.ardennes.policy.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Policy documents, parsed when they are first looked at: of a large account most never are. Safe
/// for use by several threads.
final class ParsedDocuments {
  private final Map<String, AwsPolicyModel.RawDocument> raw;
  private final Map<String, Document> parsed = new ConcurrentHashMap<>();
  private final DocumentParser parser = new DocumentParser();

  ParsedDocuments(Map<String, AwsPolicyModel.RawDocument> raw) {
    this.raw = new LinkedHashMap<>(raw);
  }

  /// The document; one that is not known where nobody declared it.
  Document of(String id) {
    Document known = parsed.get(id);
    if (known != null) {
      return known;
    }
    AwsPolicyModel.RawDocument text = raw.get(id);
    return text == null
        ? Document.unknown(id, "the policy `" + id + "`")
        : parsed.computeIfAbsent(id, key -> parse(key, text));
  }

  private Document parse(String id, AwsPolicyModel.RawDocument text) {
    synchronized (parser) {
      return parser.parse(id, text);
    }
  }

  /// The statements that could not be read; parses all.
  List<String> problems() {
    return raw.keySet().stream().flatMap(id -> of(id).problems().stream()).toList();
  }
}
