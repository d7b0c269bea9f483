package dev.ardennes.live.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The folder of a collection. A file in it is whole or not there; none is outside of it, whatever
/// names a service answers.
final class Folder {
  static final String MANIFEST = "collection.json";
  private static final String JOURNAL = "progress.jsonl";
  private static final String UNFINISHED = ".part";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,120}");

  private final Path root;

  private Folder(Path root) {
    this.root = root;
  }

  /// @throws CollectException where the folder cannot take a collection
  static Folder open(Path root, boolean resume) {
    try {
      Files.createDirectories(root);
      ownerOnly(root);
      if (!resume && !empty(root)) {
        throw CollectException.usage(
            "the folder `"
                + root
                + "` is not empty; continue a collection with --resume, or name a new folder");
      }
      return new Folder(root);
    } catch (IOException e) {
      throw CollectException.usage(
          "the folder `" + root + "` cannot be made or read; name another one");
    }
  }

  private static boolean empty(Path root) throws IOException {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(root)) {
      return !inside.iterator().hasNext();
    }
  }

  /// What is collected is nobody else's business, where the file system can say so.
  private static void ownerOnly(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Takes the place of an earlier file of this name.
  void write(String text, String... names) throws IOException {
    Path target = place(names);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(folder);
    Path part = folder.resolve(names[names.length - 1] + UNFINISHED);
    try (OutputStream out = Files.newOutputStream(part)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Removes what an earlier run left under this name.
  void remove(String... names) throws IOException {
    Files.deleteIfExists(place(names));
  }

  private Path place(String... names) throws IOException {
    Path at = root;
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IOException("`" + name.length() + "` characters that make no name of a file");
      }
      at = at.resolve(name);
    }
    return at;
  }

  /// Notes that something is done; survives an end of the process at any moment.
  synchronized void note(String line) throws IOException {
    Files.writeString(
        root.resolve(JOURNAL), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// What earlier runs noted. The last line may be torn.
  List<String> notes() throws IOException {
    Path journal = root.resolve(JOURNAL);
    return Files.exists(journal) ? Files.readAllLines(journal) : new ArrayList<>();
  }

  void forgetNotes() throws IOException {
    Files.deleteIfExists(root.resolve(JOURNAL));
  }

  /// The text of the manifest of an earlier run; empty where there is none.
  String manifest() throws IOException {
    Path manifest = root.resolve(MANIFEST);
    return Files.exists(manifest) ? Files.readString(manifest) : "";
  }
}
