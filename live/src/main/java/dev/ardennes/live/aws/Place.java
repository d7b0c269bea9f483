package dev.ardennes.live.aws;

import dev.ardennes.live.wire.CallFailure;
import dev.ardennes.live.wire.Calls;
import dev.ardennes.live.wire.Login;
import dev.ardennes.live.wire.Operation;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A region of an account, and who asks there.
///
/// @param region the one that is asked; for what is not regional the one that answers for it
record Place(Calls calls, Login login, String partition, String account, String region) {
  JsonNode call(Operation operation, Map<String, String> parameters) throws CallFailure {
    return calls.call(login, region, operation, parameters);
  }

  void pages(Operation operation, Map<String, String> parameters, Calls.PageReader reader)
      throws CallFailure {
    calls.pages(login, region, operation, parameters, reader);
  }

  Place in(String other) {
    return new Place(calls, login, partition, account, other);
  }
}
