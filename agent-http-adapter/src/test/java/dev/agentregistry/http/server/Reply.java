package dev.agentregistry.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** What the server answered. */
record Reply(int status, HttpHeaders headers, JsonNode body) {

  String text(String pointer) {
    return body.at(pointer).asText();
  }

  long number(String pointer) {
    return body.at(pointer).asLong();
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** One member of each element of an array. */
  List<String> texts(String arrayPointer, String member) {
    List<String> texts = new ArrayList<>();
    body.at(arrayPointer).forEach(element -> texts.add(element.path(member).asText()));
    return texts;
  }

  /** The fields that a problem names. */
  List<String> badFields() {
    return texts("/errors", "field");
  }
}
