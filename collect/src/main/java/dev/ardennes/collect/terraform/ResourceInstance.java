package dev.ardennes.collect.terraform;

import dev.ardennes.collect.terraform.hcl.Position;
import dev.ardennes.collect.terraform.value.ListValue;
import dev.ardennes.collect.terraform.value.MapValue;
import dev.ardennes.collect.terraform.value.Origin;
import dev.ardennes.collect.terraform.value.Reference;
import dev.ardennes.collect.terraform.value.References;
import dev.ardennes.collect.terraform.value.UnknownValue;
import dev.ardennes.collect.terraform.value.UnknownValue.Reason;
import dev.ardennes.collect.terraform.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One instance of a resource or data source. Two sources that tell of the same instance give it
/// the same root and address.
public final class ResourceInstance {
  private final Identity identity;
  private final ProviderReference provider;
  private final Position position;
  private final EvaluatedBody body;
  private final ResourceKnowledge knowledge;
  private final Lazy<MapValue> object;

  /// What tells an instance from all others.
  ///
  /// @param root folder of the root module; `.` for the scanned folder itself
  /// @param module address of the module instance; empty for the root module
  /// @param key `count.index` or `each.key`; null for a block without `count` and `for_each`
  /// @param symbolic whether it stands for an unknown number of instances, none included
  record Identity(
      String root,
      String module,
      Mode mode,
      String type,
      String name,
      @Nullable Value key,
      boolean symbolic) {
    String address() {
      String block = (module.isEmpty() ? "" : module + ".") + mode.prefix() + type + "." + name;
      return block + InstanceKeys.step(key);
    }
  }

  ResourceInstance(
      Identity identity,
      ProviderReference provider,
      Position position,
      EvaluatedBody body,
      ResourceKnowledge knowledge) {
    this.identity = identity;
    this.provider = provider;
    this.position = position;
    this.body = body;
    this.knowledge = knowledge;
    this.object = new Lazy<>(address(), this::makeObject);
  }

  /// Folder of the root module; `.` for the scanned folder itself.
  public String root() {
    return identity.root;
  }

  /// Address of the module instance, such as `module.a["x"]`; empty for the root module.
  public String module() {
    return identity.module;
  }

  public Mode mode() {
    return identity.mode;
  }

  /// Type, such as `aws_iam_role`.
  public String type() {
    return identity.type;
  }

  /// Name of the block.
  public String name() {
    return identity.name;
  }

  /// `count.index` or `each.key`; null for a block without `count` and `for_each`. May be unknown.
  public @Nullable Value key() {
    return identity.key;
  }

  /// Whether this stands for an unknown number of instances, none included.
  public boolean symbolic() {
    return identity.symbolic;
  }

  /// Full address: `module.a["x"].aws_iam_role.r[0]`. An unknown key is written `⟨symbol⟩`.
  public String address() {
    return identity.address();
  }

  /// Symbol of an attribute: `labs/x:aws_vpc.main.id`.
  public String symbol(String attribute) {
    return reference(attribute).symbol();
  }

  /// What a value made from an attribute refers to.
  public Reference reference(String attribute) {
    return new Reference(root(), address(), attribute);
  }

  public ProviderReference provider() {
    return provider;
  }

  /// Where the block begins.
  public Position position() {
    return position;
  }

  /// What the configuration says, without `count`, `for_each`, `provider`, `depends_on` and
  /// `lifecycle`.
  public EvaluatedBody body() {
    return body;
  }

  /// The argument of that name as the configuration sets it; empty where it is not set or null.
  public Optional<EvaluatedBody.Attribute> attribute(String name) {
    return body.attribute(name);
  }

  /// The nested blocks of a type.
  public List<EvaluatedBody.Block> blocks(String type) {
    return body.blocks(type);
  }

  /// The value that `address.name` has for whoever refers to it: what the configuration sets, else
  /// what is known of the resource type, else unknown. Never throws for an attribute that depends
  /// on itself: that is a problem and unknown, like any error.
  public Value value(String name) {
    Value value = object.get().entry(name);
    return value == null ? unknown(name) : value;
  }

  /// The instance as an object of all its attributes, evaluated on demand.
  MapValue object() {
    return object.get();
  }

  private MapValue makeObject() {
    Set<String> names = new LinkedHashSet<>(body.names());
    names.addAll(body.blockTypes());
    LazyMap entries = new LazyMap(names, name -> address() + "." + name, this::maker);
    return MapValue.lazy(entries, reference("").symbol(), Origin.at(position));
  }

  private Supplier<Value> maker(String name) {
    return () -> made(name).from(References.of(reference(name)));
  }

  private Value made(String name) {
    Optional<Value> set = body.value(name);
    if (set.isPresent()) {
      return set.get();
    }
    if (body.blockTypes().contains(name)) {
      return blockList(name);
    }
    return knowledge.attribute(this, name).orElseGet(() -> unknown(name));
  }

  private Value unknown(String name) {
    Reason reason = identity.mode == Mode.DATA ? Reason.LOOKED_UP : Reason.COMPUTED;
    return new UnknownValue(symbol(name), reason, Origin.at(position));
  }

  private Value blockList(String type) {
    List<EvaluatedBody.Block> blocks = body.blocks(type);
    boolean open = blocks.stream().anyMatch(EvaluatedBody.Block::symbolic);
    List<Value> objects =
        blocks.stream().map(block -> blockObject(block, symbol(type) + "[*]")).toList();
    return ListValue.of(objects, open ? symbol(type) : null, Origin.at(position));
  }

  private static Value blockObject(EvaluatedBody.Block block, String symbol) {
    EvaluatedBody inner = block.body();
    Set<String> names = new LinkedHashSet<>(inner.names());
    names.addAll(inner.blockTypes());
    LazyMap entries =
        new LazyMap(
            names,
            name -> block.type() + "." + name,
            name ->
                inner.names().contains(name)
                    ? () -> inner.value(name).orElseGet(() -> unset(symbol, name, block))
                    : inner.blockTypes().contains(name) ? () -> nested(inner, name, symbol) : null);
    return MapValue.lazy(entries, symbol, Origin.at(block.position()));
  }

  private static Value unset(String symbol, String name, EvaluatedBody.Block block) {
    return new UnknownValue(symbol + "." + name, Reason.COMPUTED, Origin.at(block.position()));
  }

  private static Value nested(EvaluatedBody inner, String type, String symbol) {
    List<EvaluatedBody.Block> blocks = inner.blocks(type);
    boolean open = blocks.stream().anyMatch(EvaluatedBody.Block::symbolic);
    List<Value> objects =
        blocks.stream().map(block -> blockObject(block, symbol + "." + type + "[*]")).toList();
    Position position = blocks.isEmpty() ? Position.at("", 1, 1) : blocks.getFirst().position();
    return ListValue.of(objects, open ? symbol + "." + type : null, Origin.at(position));
  }

  @Override
  public String toString() {
    return root() + ":" + address();
  }
}
