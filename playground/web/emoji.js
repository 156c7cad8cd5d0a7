// Short codes of the emoji that people and the bot are likely to use. An unknown code is shown as it is written.

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|clap 👏|raised_hands 🙌|pray 🙏|wave 👋|muscle 💪|point_right 👉
point_left 👈|point_up ☝️|point_down 👇|raised_hand ✋|handshake 🤝|writing_hand ✍️|crossed_fingers 🤞|v ✌️
smile 😄|slightly_smiling_face 🙂|simple_smile 🙂|grinning 😀|smiley 😃|blush 😊|wink 😉|joy 😂|sweat_smile 😅
thinking_face 🤔|thinking 🤔|neutral_face 😐|confused 😕|cry 😢|sob 😭|disappointed 😞|open_mouth 😮|sunglasses 😎
relieved 😌|upside_down_face 🙃|sleeping 😴|partying_face 🥳|heart_eyes 😍|eyes 👀|see_no_evil 🙈|robot_face 🤖
heart ❤️|yellow_heart 💛|green_heart 💚|blue_heart 💙|broken_heart 💔|star ⭐|star2 🌟|sparkles ✨|tada 🎉
confetti_ball 🎊|fire 🔥|rocket 🚀|100 💯|boom 💥|zap ⚡|bulb 💡|seedling 🌱|herb 🌿|evergreen_tree 🌲|sunny ☀️|cloud ☁️
rainbow 🌈|snowflake ❄️|coffee ☕|tea 🍵|pizza 🍕|cake 🍰|cookie 🍪|beers 🍻
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|heavy_multiplication_x ✖️|warning ⚠️
no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|exclamation ❗|question ❓|grey_question ❔|information_source ℹ️
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|white_circle ⚪
black_circle ⚫|large_green_square 🟩|large_yellow_square 🟨|large_red_square 🟥|white_large_square ⬜
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|repeat 🔁|fast_forward ⏩|heavy_plus_sign ➕
heavy_minus_sign ➖|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️|alarm_clock ⏰|clock1 🕐|clock9 🕘|watch ⌚
calendar 📆|date 📅|spiral_calendar_pad 🗓️|memo 📝|pencil ✏️|pencil2 ✏️|clipboard 📋|page_facing_up 📄|bookmark_tabs 📑
notebook 📓|books 📚|book 📖|bookmark 🔖|label 🏷️|pushpin 📌|round_pushpin 📍|paperclip 📎|link 🔗|file_folder 📁
card_index_dividers 🗂️|inbox_tray 📥|outbox_tray 📤|package 📦|mailbox 📫|email 📧|envelope ✉️|speech_balloon 💬
thought_balloon 💭|mega 📣|loudspeaker 📢|bell 🔔|no_bell 🔕|mag 🔍|key 🔑|lock 🔒|unlock 🔓|hammer 🔨|wrench 🔧
hammer_and_wrench 🛠️|gear ⚙️|bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|moneybag 💰
dart 🎯|trophy 🏆|checkered_flag 🏁|triangular_flag_on_post 🚩|waving_white_flag 🏳️|white_flag 🏳️|compass 🧭|world_map 🗺️
microscope 🔬|test_tube 🧪|computer 💻|iphone 📱|telephone_receiver 📞|bug 🐛|construction 🚧|car 🚗|truck 🚚|train 🚆|ship 🚢
bust_in_silhouette 👤|busts_in_silhouette 👥|technologist 🧑‍💻|scientist 🧑‍🔬|factory 🏭|house 🏠|office 🏢|parking 🅿️
game_die 🎲|scales ⚖️|jigsaw 🧩|art 🎨|film_frames 🎞️|movie_camera 🎥|camera 📷|microphone 🎤|recycle ♻️|new 🆕|soon 🔜|end 🔚
back 🔙|ok 🆗|sos 🆘|up 🆙|cool 🆒|free 🆓|anchor ⚓|snail 🐌|turtle 🐢|owl 🦉|hatching_chick 🐣|unicorn_face 🦄|ghost 👻
`;

const EMOJI = new Map(TABLE.trim().split(/[|\n]/).map((pair) => pair.trim().split(" ")));

/** The reactions offered first, by short code. */
export const FIRST_REACTIONS = ["+1", "white_check_mark", "eyes", "heart", "tada", "thinking_face"];

/** The character for a short code without colons, or the code with colons where it is not known. */
export function emoji(name) {
  return EMOJI.get(name.split("::")[0]) ?? `:${name}:`;
}

/** The words of a short code, for a name that is read aloud: "thumbs up", "white check mark". */
export function emojiWords(name) {
  const spoken = { "+1": "thumbs up", "-1": "thumbs down" };
  return spoken[name] ?? name.replaceAll("_", " ");
}

/** `text` with the known short codes replaced by their characters. */
export function withEmoji(text) {
  return text.replace(/:([\w+'-]+):/g, (whole, name) => EMOJI.get(name) ?? whole);
}
