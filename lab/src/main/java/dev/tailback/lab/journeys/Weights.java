package dev.tailback.lab.journeys;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often each journey is made, in percent. */
public record Weights(double browseOnly, double browseAndCart, double fullCheckout) {
    public static final String ALLOWED =
            "three percentages that make 100, of browse_only/browse_and_cart/full_checkout, such as 50/20/30";
    public static final Weights USUAL = new Weights(50, 20, 30);

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})/(\\d{1,3})/(\\d{1,3})");
    private static final double WHOLE = 100;

    public Weights {
        if (!(browseOnly >= 0 && browseAndCart >= 0 && fullCheckout >= 0)
                || Math.abs(browseOnly + browseAndCart + fullCheckout - WHOLE) > 1e-6) {
            throw new IllegalArgumentException("weights " + browseOnly + "/" + browseAndCart + "/" + fullCheckout
                    + " are not allowed: " + ALLOWED);
        }
    }

    /** Throws an {@link IllegalArgumentException} for what are no weights. */
    public static Weights of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not allowed: " + ALLOWED);
        }
        return new Weights(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
    }

    /** Shoppers lose heart: of those who would buy, as many only look around as checkouts fail. */
    public Weights shifted(double failing) {
        double lost = fullCheckout * Math.clamp(failing, 0, 1);
        return new Weights(browseOnly + lost, browseAndCart, fullCheckout - lost);
    }

    /**
     * What a shopper comes for.
     *
     * @param draw from 0 to below 1; the same draw stays with its journey while its weight does
     */
    public Journey choose(double draw) {
        // Those who buy stand first: when they lose heart, nobody else changes their mind.
        double point = draw * WHOLE;
        if (point < fullCheckout) {
            return Journey.FULL_CHECKOUT;
        }
        return point >= WHOLE - browseAndCart ? Journey.BROWSE_AND_CART : Journey.BROWSE_ONLY;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f/%.0f/%.0f", browseOnly, browseAndCart, fullCheckout);
    }
}
