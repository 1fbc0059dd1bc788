package dev.tailback.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {
    @Test
    void namesAndValuesAreDecoded() throws QueryString.Malformed {
        QueryString query = QueryString.read("category=Wireless%20Headphones&a+b=%C3%A4%3D%26&flag");

        assertThat(query.value("category")).contains("Wireless Headphones");
        assertThat(query.value("a b")).contains("ä=&");
        assertThat(query.value("flag")).contains("");
        assertThat(query.value("other")).isEmpty();
        assertThat(QueryString.read(null).values()).isEmpty();
        assertThat(QueryString.read("").values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "%zz, a % with two hexadecimal digits",
        "a=%, a % with two hexadecimal digits",
        "a=%4, a % with two hexadecimal digits",
        "category=%ff, UTF-8",
        "a=%c3, UTF-8",
        "attr.a%00b=x, text without control characters",
        "a=1&a=2, to be given once",
    })
    void whatCannotBeReadIsRefused(String query, String allowed) {
        assertThatExceptionOfType(QueryString.Malformed.class)
                .isThrownBy(() -> QueryString.read(query))
                .withMessageContaining(allowed);
    }

    @Test
    void aHundredParametersAreEnough() throws QueryString.Malformed {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        assertThat(QueryString.read(hundred).values()).hasSize(100);
        assertThatExceptionOfType(QueryString.Malformed.class)
                .isThrownBy(() -> QueryString.read(hundred + "&p100=1"))
                .withMessageContaining("more than 100 parameters");
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() throws QueryString.Malformed {
        QueryString query = QueryString.read("limit=1&colour=red");

        query.allow(Set.of("limit", "colour", "size"));
        QueryString.read("attr.a=1&attr.b.c=2").allow(Set.of("attr."));
        assertThatExceptionOfType(QueryString.Malformed.class)
                .isThrownBy(() -> query.allow(List.of("limit", "category")))
                .withMessage("the parameter 'colour' is not known here; allowed: category, limit");
        assertThatExceptionOfType(QueryString.Malformed.class)
                .isThrownBy(() -> query.allow(List.of()))
                .withMessageContaining("allowed: none");
    }
}
