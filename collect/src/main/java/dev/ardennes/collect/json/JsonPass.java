package dev.ardennes.collect.json;

import dev.ardennes.collect.SourceFile;
import dev.ardennes.model.Evidence;
import dev.ardennes.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/// One pass over a file of JSON that may break off. What stands before the mistake has been read.
///
/// @param mostValues as [JsonStream] takes it
/// @param breaksOff what to say of a file that is no JSON from some place on
/// @param remedy what to do then
public record JsonPass(int mostValues, String breaksOff, String remedy) {
  /// Opens a file, perhaps a packed one.
  public interface Opening {
    InputStream open() throws IOException;
  }

  /// For readers that take values of any size.
  public JsonPass(String breaksOff, String remedy) {
    this(Integer.MAX_VALUE, breaksOff, remedy);
  }

  /// @return what kept it from being read to its end; empty where nothing did
  public Optional<Problem> over(SourceFile file, String source, Consumer<JsonStream> reading) {
    return over(file, file::open, source, reading);
  }

  /// The same for what the file holds as `opening` gives it.
  public Optional<Problem> over(
      SourceFile file, Opening opening, String source, Consumer<JsonStream> reading) {
    try (InputStream in = opening.open();
        JsonParser parser = JsonReader.parser(in)) {
      reading.accept(new JsonStream(parser, file.path(), Set.of(), mostValues));
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(Problem.error(breaksOff, remedy, at(file, source, e.getLocation())));
    } catch (IOException e) {
      return Optional.of(
          Problem.error(
              "the file cannot be read to its end, so that what it holds is missing",
              "give the program permission to read it, or export it again",
              at(file, source, null)));
    }
  }

  private static Evidence at(
      SourceFile file, String source, @Nullable TokenStreamLocation location) {
    int line = location == null ? 0 : Math.max(0, location.getLineNr());
    int column = location == null ? 0 : Math.max(0, location.getColumnNr());
    return Evidence.at(source, file.path(), line, column);
  }
}
