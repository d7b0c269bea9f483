package dev.ardennes.collect.terraform.eval;

import dev.ardennes.collect.terraform.eval.FileAccess.FileContent;
import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.hcl.SourceText;
import dev.ardennes.collect.terraform.hcl.TextMap;
import dev.ardennes.collect.terraform.value.SetValue;
import dev.ardennes.collect.terraform.value.StringValue;
import dev.ardennes.collect.terraform.value.Value;
import dev.ardennes.model.Unknown;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/// Functions on files and paths. A path may begin with the unknown folder of the machine, see
/// [FileAccess].
final class FileFunctions {
  private FileFunctions() {}

  static void register(Functions.Registry registry) {
    registry
        .partial("file", 1, FileFunctions::file)
        .partial("fileexists", 1, FileFunctions::exists)
        .partial("fileset", 2, FileFunctions::set)
        .partial("filebase64", 1, call -> encoded(call, EncodingFunctions::base64))
        .partial("filemd5", 1, call -> encoded(call, hexadecimal("MD5")))
        .partial("filesha1", 1, call -> encoded(call, hexadecimal("SHA-1")))
        .partial("filesha256", 1, call -> encoded(call, hexadecimal("SHA-256")))
        .partial("filesha512", 1, call -> encoded(call, hexadecimal("SHA-512")))
        .partial("filebase64sha256", 1, call -> encoded(call, base64("SHA-256")))
        .partial("filebase64sha512", 1, call -> encoded(call, base64("SHA-512")))
        .known("basename", 1, call -> call.result(baseName(call.text(0))))
        .known("dirname", 1, call -> call.result(folder(call.text(0))))
        .any("abspath", 1, 1, Arguments::unknown)
        .any("pathexpand", 1, 1, FileFunctions::expand);
  }

  /// Whether nothing of the path is unknown but the folder that it begins with.
  private static boolean isReadable(Arguments call) {
    String path = call.text(0);
    return path.indexOf(Unknown.OPEN, 1) < 0
        && (!Unknown.in(path) || path.contains("path.cwd" + Unknown.CLOSE));
  }

  static FileContent content(Arguments call) {
    try {
      return call.evaluator()
          .files()
          .read(call.text(0))
          .orElseThrow(() -> call.missing("there is no file `" + call.text(0) + "`"));
    } catch (IOException unreadable) {
      throw call.missing(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Value file(Arguments call) {
    if (!isReadable(call)) {
      return call.unknown();
    }
    FileContent content = content(call);
    String text =
        SourceText.decodeText(content.path(), content.bytes(), call.evaluator().diagnostics())
            .orElseThrow(() -> call.failure("the file is not text"));
    TextMap map = TextMap.verbatim(text, Position.at(content.path(), 1, 1));
    return new StringValue(text, call.origin(), null, map);
  }

  private static Value exists(Arguments call) {
    if (!isReadable(call)) {
      return call.unknown();
    }
    try {
      return call.result(call.evaluator().files().read(call.text(0)).isPresent());
    } catch (IOException unreadable) {
      return call.unknown();
    }
  }

  private static Value encoded(Arguments call, Function<byte[], String> encoding) {
    return isReadable(call) ? call.result(encoding.apply(content(call).bytes())) : call.unknown();
  }

  private static Function<byte[], String> hexadecimal(String algorithm) {
    return bytes -> HexFormat.of().formatHex(DigestFunctions.digest(algorithm, bytes));
  }

  private static Function<byte[], String> base64(String algorithm) {
    return bytes -> EncodingFunctions.base64(DigestFunctions.digest(algorithm, bytes));
  }

  private static Value set(Arguments call) {
    if (!isReadable(call) || Unknown.in(call.text(1))) {
      return call.unknown();
    }
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob(call.text(1)));
      List<Value> found = new ArrayList<>();
      for (String path : call.evaluator().files().list(call.text(0))) {
        call.evaluator().budget().step(1);
        if (matcher.matches(Path.of(path))) {
          found.add(StringValue.of(path, call.origin()));
        }
      }
      return SetValue.of(found, call.origin());
    } catch (IOException unreadable) {
      throw call.failure(String.valueOf(unreadable.getMessage()));
    } catch (PatternSyntaxException | InvalidPathException invalid) {
      throw call.failure("`" + call.text(1) + "` is no pattern of files");
    }
  }

  /// Here `**/` may also stand for no folder.
  private static String glob(String pattern) {
    return pattern.replace("**/", "{**/,}");
  }

  private static String baseName(String path) {
    String trimmed = path.replaceAll("/+$", "");
    if (trimmed.isEmpty()) {
      return path.isEmpty() ? "." : "/";
    }
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    String folder = path.substring(0, slash);
    return folder.isEmpty() ? "/" : folder.startsWith("./") ? folder.substring(2) : folder;
  }

  /// The home folder is not known.
  private static Value expand(Arguments call) {
    Value path = Conversions.toText(call.get(0));
    return path instanceof StringValue text && !text.text().startsWith("~") ? path : call.unknown();
  }
}
