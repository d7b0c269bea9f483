package dev.ardennes.collect;

import dev.ardennes.model.Collected;
import java.util.List;

/// Reads one kind of source. It states what is there, with evidence, never what it means; it runs
/// nothing and fetches nothing; what it cannot read is a problem of the result and never an
/// exception.
public interface Collector {
  /// The kind of source, as the report names it: `terraform`.
  String kind();

  /// The files of the tree that this collector reads, told by their content.
  List<SourceFile> recognise(SourceTree tree, Recognition recognition);

  /// The facts of those files.
  ///
  /// @param files what [#recognise] returned, not empty
  /// @param location as the user named it, with `/`
  Collected collect(SourceTree tree, List<SourceFile> files, String location);
}
