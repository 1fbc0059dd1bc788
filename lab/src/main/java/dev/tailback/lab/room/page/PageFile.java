package dev.tailback.lab.room.page;

import dev.tailback.lab.control.Reply;
import dev.tailback.lab.control.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A file of the page, packed once. */
record PageFile(String type, byte[] plain, byte[] packed, String tag) {
    private static final int TAG_BYTES = 12;

    static PageFile of(String type, String resource) {
        byte[] plain = read(resource);
        return new PageFile(type, plain, pack(plain), '"' + digest(plain) + '"');
    }

    private static byte[] read(String resource) {
        try (InputStream file = PageFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is missing on the lab's class path");
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static byte[] pack(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** A browser keeps it, and asks each time whether it is still the same. */
    Reply answer(Request asked) {
        Reply reply;
        if (asked.knows(tag)) {
            reply = Reply.file(type, new byte[0]).withStatus(304);
        } else if (asked.acceptsGzip()) {
            reply = Reply.file(type, packed).with("Content-Encoding", "gzip");
        } else {
            reply = Reply.file(type, plain);
        }
        return reply.with("ETag", tag).with("Cache-Control", "no-cache").with("Vary", "Accept-Encoding");
    }
}
