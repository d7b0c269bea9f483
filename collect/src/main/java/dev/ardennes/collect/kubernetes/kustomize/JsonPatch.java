package dev.ardennes.collect.kubernetes.kustomize;

import dev.ardennes.collect.json.Json;
import dev.ardennes.collect.kubernetes.manifest.Canonical;
import dev.ardennes.collect.kubernetes.manifest.Nodes;
import dev.ardennes.collect.kubernetes.manifest.TreeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Patches of RFC 6902. What a patch adds has the patch's place.
final class JsonPatch {
  /// Deeper paths name nothing that objects have.
  private static final int MOST_STEPS = 64;

  /// Values that one operation may copy or move; also bounds how deep trees become.
  private static final long MOST_COPIED = 10_000;

  /// Values of an object after its patch.
  private static final long MOST_VALUES = 500_000;

  private JsonPatch() {}

  /// @return empty where an operation cannot be applied
  static Optional<Json.Obj> apply(Json.Obj object, List<Json> operations) {
    Json now = object;
    for (Json operation : operations) {
      now = apply(now, operation);
      if (now == null) {
        return Optional.empty();
      }
    }
    boolean fits = new TreeSize().size(now) <= MOST_VALUES;
    return fits && now instanceof Json.Obj changed ? Optional.of(changed) : Optional.empty();
  }

  private static @Nullable Json apply(Json tree, Json operation) {
    List<String> path = steps(Nodes.text(operation, "path"));
    Json value = operation.at("value");
    if (path.isEmpty() || path.size() > MOST_STEPS) {
      return null;
    }
    return switch (Nodes.text(operation, "op")) {
      case "add" -> value == null ? null : put(tree, path, value, true);
      case "replace" -> value == null ? null : put(tree, path, value, false);
      case "remove" -> remove(tree, path);
      case "test" -> {
        Json there = find(tree, path);
        boolean same =
            there != null && value != null && Canonical.json(there).equals(Canonical.json(value));
        yield same ? tree : null;
      }
      case "copy", "move" -> transfer(tree, operation, path);
      default -> null;
    };
  }

  private static @Nullable Json transfer(Json tree, Json operation, List<String> path) {
    List<String> from = steps(Nodes.text(operation, "from"));
    Json there = from.isEmpty() || from.size() > MOST_STEPS ? null : find(tree, from);
    if (there == null || new TreeSize().size(there) > MOST_COPIED) {
      return null;
    }
    Json rest = Nodes.text(operation, "op").equals("move") ? remove(tree, from) : tree;
    return rest == null ? null : put(rest, path, there, true);
  }

  private static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    if (pointer.startsWith("/")) {
      for (String step : pointer.substring(1).split("/", -1)) {
        steps.add(step.replace("~1", "/").replace("~0", "~"));
      }
    }
    return steps;
  }

  private static @Nullable Json find(Json tree, List<String> path) {
    Json at = tree;
    for (String step : path) {
      at =
          switch (at) {
            case Json.Arr list -> {
              int index = index(step, list.elements().size() - 1);
              yield index < 0 ? null : list.elements().get(index);
            }
            case null -> null;
            default -> at.at(step);
          };
    }
    return at;
  }

  /// @return -1 where the text is no index up to `last`
  private static int index(String step, int last) {
    if (step.isEmpty() || step.length() > 6 || !step.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int index = Integer.parseInt(step);
    return index <= last ? index : -1;
  }

  private static @Nullable Json put(Json tree, List<String> path, Json value, boolean adds) {
    String step = path.getFirst();
    boolean last = path.size() == 1;
    if (tree instanceof Json.Obj object) {
      Json there = object.at(step);
      if (last) {
        return there == null && !adds ? null : Edits.with(object, step, value);
      }
      Json inner = there == null ? null : put(there, path.subList(1, path.size()), value, adds);
      return inner == null ? null : Edits.with(object, step, inner);
    }
    return tree instanceof Json.Arr list ? put(list, path, value, adds) : null;
  }

  private static @Nullable Json put(Json.Arr list, List<String> path, Json value, boolean adds) {
    List<Json> elements = new ArrayList<>(list.elements());
    String step = path.getFirst();
    boolean last = path.size() == 1;
    if (last && adds && step.equals("-")) {
      elements.add(value);
      return new Json.Arr(elements, list.place());
    }
    int index = index(step, elements.size() - (last && adds ? 0 : 1));
    if (index < 0) {
      return null;
    }
    if (!last) {
      Json inner = put(elements.get(index), path.subList(1, path.size()), value, adds);
      if (inner == null) {
        return null;
      }
      elements.set(index, inner);
    } else if (adds) {
      elements.add(index, value);
    } else {
      elements.set(index, value);
    }
    return new Json.Arr(elements, list.place());
  }

  private static @Nullable Json remove(Json tree, List<String> path) {
    String step = path.getFirst();
    boolean last = path.size() == 1;
    if (tree instanceof Json.Obj object) {
      Json there = object.at(step);
      if (there == null) {
        return null;
      }
      if (last) {
        return Edits.without(object, step);
      }
      Json inner = remove(there, path.subList(1, path.size()));
      return inner == null ? null : Edits.with(object, step, inner);
    }
    if (!(tree instanceof Json.Arr list)) {
      return null;
    }
    int index = index(step, list.elements().size() - 1);
    if (index < 0) {
      return null;
    }
    List<Json> elements = new ArrayList<>(list.elements());
    Json inner = last ? null : remove(elements.get(index), path.subList(1, path.size()));
    if (last) {
      elements.remove(index);
    } else if (inner == null) {
      return null;
    } else {
      elements.set(index, inner);
    }
    return new Json.Arr(elements, list.place());
  }
}
