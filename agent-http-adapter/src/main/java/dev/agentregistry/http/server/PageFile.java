package dev.agentregistry.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** One file of the page, held in memory as it is sent: plain, and packed with gzip. */
final class PageFile {

  private static final String FOLDER = "page/";

  /** Half a SHA-256 tells any two versions of a file apart. */
  private static final int TAG_BYTES = 16;

  private final Header mediaType;
  private final Variant plain;
  private final Variant packed;

  /** The bytes of an answer, and their entity tag. */
  static final class Variant {

    private final byte[] bytes;
    private final String tag;

    private Variant(byte[] bytes) {
      this.bytes = bytes;
      this.tag = tagOf(bytes);
    }

    /** Not a copy: whoever sends them changes none. */
    byte[] bytes() {
      return bytes;
    }

    String tag() {
      return tag;
    }
  }

  private PageFile(Header mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.plain = new Variant(bytes);
    this.packed = new Variant(pack(bytes));
  }

  /** Reads it from the class path, where the build has put it. */
  static PageFile read(String name) {
    try (InputStream file = PageFile.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("the page's file %s is missing".formatted(name));
      }
      return new PageFile(mediaType(name), file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Header mediaType() {
    return mediaType;
  }

  Variant plain() {
    return plain;
  }

  Variant packed() {
    return packed;
  }

  private static Header mediaType(String name) {
    String type =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "html" -> "text/html; charset=utf-8";
          case "css" -> "text/css; charset=utf-8";
          case "js" -> "text/javascript; charset=utf-8";
          case "svg" -> "image/svg+xml";
          default -> throw new IllegalArgumentException("no media type is known for " + name);
        };
    return HeaderValues.createCached(HeaderNames.CONTENT_TYPE, type);
  }

  private static String tagOf(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("each Java has SHA-256", e);
    }
  }

  private static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream target = new GZIPOutputStream(packed)) {
      target.write(bytes);
    } catch (IOException e) {
      // Nothing here does I/O.
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
